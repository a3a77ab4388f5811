import type { Atom, Constant, FunctionRef, LabelId, ScopeId, Type, Value, Variable } from "./types.js";

/** Names for the identities of a function, numbered by first appearance, so that text does not depend on ids. */
export class PrintNames {
  private readonly values = new Map<Value, string>();
  private readonly variables = new Map<Variable, string>();
  private readonly scopes = new Map<ScopeId, string>();
  private readonly labels = new Map<LabelId, string>();

  constructor(private readonly functions: FunctionNames) {}

  atom = (atom: Atom): string => (atom.kind === "constant" ? printConstant(atom) : this.value(atom));

  value = (value: Value): string => named(this.values, value, (count) => `${value.name ?? "t"}.${count}`);

  variable(variable: Variable): string {
    return named(this.variables, variable, (count) => `${variable.name}%${count}`);
  }

  scope(scope: ScopeId): string {
    return named(this.scopes, scope, (count) => `#${count}`);
  }

  label(label: LabelId): string {
    return named(this.labels, label, (count) => `L${count}`);
  }

  callee(ref: FunctionRef): string {
    return this.functions.name(ref);
  }
}

/** Names for functions; of several with one name, the later ones are numbered. */
export class FunctionNames {
  private readonly names = new Map<number, string>();
  private readonly counts = new Map<string, number>();

  name(ref: FunctionRef): string {
    const known = this.names.get(ref.id);
    if (known !== undefined) return known;
    const count = (this.counts.get(ref.name) ?? 0) + 1;
    const name = count === 1 ? ref.name : `${ref.name}@${count}`;
    this.counts.set(ref.name, count);
    this.names.set(ref.id, name);
    return name;
  }
}

const named = <K>(table: Map<K, string>, key: K, make: (count: number) => string): string => {
  const known = table.get(key);
  if (known !== undefined) return known;
  const name = make(table.size);
  table.set(key, name);
  return name;
};

export const printConstant = (constant: Constant): string => {
  if (constant.text !== undefined) return constant.text;
  const { value } = constant;
  if (typeof value === "string") return JSON.stringify(value);
  return Object.is(value, -0) ? "-0" : String(value);
};

/** The text of a type; a record inside itself, and every record where `brief`, is its name or its field names. */
export function printType(type: Type, brief = false, enclosing: readonly Type[] = []): string {
  const inner = (part: Type): string => printType(part, brief, [...enclosing, type]);
  switch (type.kind) {
    case "array":
      return type.storage === "Array" ? `${parenthesized(inner(type.element))}[]` : type.storage;
    case "tuple":
      return enclosing.includes(type) ? "[…]" : `[${type.elements.map(inner).join(", ")}]`;
    case "record":
      // Frames hold frames: written out, they would repeat them all.
      if (brief || enclosing.includes(type) || (enclosing.length > 0 && type.isFrame === true)) {
        return type.name ?? `{${type.fields.map((field) => field.name).join(", ")}}`;
      }
      return `${type.name ?? ""}{${type.fields.map((field) => `${field.name}: ${inner(field.type)}`).join(", ")}}`;
    case "map":
      if (enclosing.includes(type)) return `${type.storage}<…>`;
      return type.storage === "Set"
        ? `Set<${inner(type.value)}>`
        : `${type.storage}<${inner(type.key)}, ${inner(type.value)}>`;
    case "variable":
      if (type.binding === undefined) return "?";
      return enclosing.includes(type) ? "…" : inner(type.binding);
    default:
      return type.kind;
  }
}

const parenthesized = (text: string): string => (text.includes(" ") && !/[\]}]$/.test(text) ? `(${text})` : text);
