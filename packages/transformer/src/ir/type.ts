import { classSlot, opaqueType } from "./build.js";
import type {
  Atom,
  FieldType,
  InstanceOf,
  Key,
  LambdaRef,
  RecordType,
  Type,
  TypeVariable,
  UnionType,
} from "./types.js";

/** The type itself, past the bindings of type variables and merged records; an unbound variable is returned as it is. */
export function resolveType(type: Type): Type {
  let present = type;
  while (
    (present.kind === "variable" || present.kind === "record" || present.kind === "union") &&
    present.binding !== undefined
  ) {
    present = present.binding;
  }
  return present;
}

export const fieldOf = (type: RecordType | UnionType, name: string): FieldType | undefined =>
  type.fields.find((field) => field.name === name);

/** Whether the type of the memory says that a slot of it may be missing. */
export function isOptionalSlot(base: Atom, key: Key): boolean {
  if (key.kind === "entry") return true;
  if (base.kind !== "value") return false;
  const type = resolveType(base.type);
  if (type.kind === "array") return type.optional === true;
  return type.kind === "record" && key.kind === "field" && fieldOf(type, key.name)?.optional === true;
}

/** Structural equality; records may be cyclic, so pairs under comparison are assumed equal. */
export function typesEqual(a: Type, b: Type): boolean {
  return compare(a, b, new Assumptions(), undefined);
}

/** Makes two types equal by binding variables and merging records. On failure everything is as it was. */
export function unifyTypes(a: Type, b: Type): boolean {
  const undo: (() => void)[] = [];
  if (compare(a, b, new Assumptions(), new Unifier(undo))) return true;
  for (const action of undo.reverse()) action();
  return false;
}

/** The same for types whose records have the same fields already, as far as they are known. */
export function bindTypes(a: Type, b: Type): boolean {
  const undo: (() => void)[] = [];
  if (compare(a, b, new Assumptions(), new Binder(undo))) return true;
  for (const action of undo.reverse()) action();
  return false;
}

/** Adds a field to a record that is being lowered; nothing stored there yet, so it may be missing. */
export function addField(record: RecordType | UnionType, name: string, type: Type): void {
  (record as { fields: readonly FieldType[] }).fields = [...record.fields, { name, type, optional: true }];
}

const joinClasses = (a: InstanceOf, b: InstanceOf | undefined): InstanceOf => ({
  classes: new Set([...(b?.classes ?? []), ...a.classes]),
  open: a.open || b?.open === true,
});

class Unifier {
  constructor(private readonly undo: (() => void)[]) {}

  bind(variable: TypeVariable, type: Type): boolean {
    if (variable.isStandIn) return true;
    if (type.kind === "variable" && type.isStandIn) return true;
    if (variable !== type && occurs(variable, type, new Set())) return false;
    variable.binding = type;
    this.undo.push(() => {
      variable.binding = undefined;
    });
    return true;
  }

  /** One has the kinds of both. */
  mergeUnions(from: UnionType, into: UnionType, assumed: Assumptions): boolean {
    const { fields, isDoubtful = false } = into;
    from.binding = into;
    into.isDoubtful = isDoubtful || from.isDoubtful === true;
    this.undo.push(() => {
      from.binding = undefined;
      into.isDoubtful = isDoubtful;
      (into as { fields: readonly FieldType[] }).fields = fields;
    });
    const added = from.fields.filter((field) => fieldOf(into, field.name) === undefined);
    (into as { fields: readonly FieldType[] }).fields = [...fields, ...added];
    return fields.every((field) => {
      const other = fieldOf(from, field.name);
      return other === undefined || compare(field.type, other.type, assumed, this);
    });
  }

  /** `from` becomes `into`, which gets the fields of both; what only one has may be missing. */
  merge(from: RecordType, into: RecordType, assumed: Assumptions): boolean {
    const { fields } = into;
    from.binding = into;
    const { instance, functions, isLiteral = false } = into;
    this.undo.push(() => {
      from.binding = undefined;
      into.isLiteral = isLiteral;
      if (functions !== undefined) (into as { functions: ReadonlySet<LambdaRef> }).functions = functions;
      (into as { fields: readonly FieldType[] }).fields = fields;
      if (instance !== undefined) (into as { instance: InstanceOf }).instance = instance;
    });
    if (from.isLiteral) into.isLiteral = true;
    if (from.instance !== undefined) (into as { instance: InstanceOf }).instance = joinClasses(from.instance, instance);
    if (from.functions !== undefined && functions !== undefined) {
      (into as { functions: ReadonlySet<LambdaRef> }).functions = new Set([...functions, ...from.functions]);
    }
    const own = fields.map((field): FieldType => {
      const other = fieldOf(from, field.name);
      return other === undefined || other.optional ? { ...field, optional: true } : field;
    });
    const added = from.fields.filter((field) => fieldOf(into, field.name) === undefined);
    const differs = added.length > 0 || fields.some((field) => fieldOf(from, field.name) === undefined);
    if (differs || from.isMerged) (into as { isMerged?: true }).isMerged = true;
    const merged = [...own, ...added.map((field): FieldType => ({ ...field, optional: true }))];
    (into as { fields: readonly FieldType[] }).fields = merged;
    return fields.every((field) => {
      const other = fieldOf(from, field.name);
      return other === undefined || compare(field.type, other.type, assumed, this);
    });
  }
}

/** Records and unions become one only if they have the same fields. Which classes instances are of may still grow. */
class Binder extends Unifier {
  override merge(from: RecordType, into: RecordType, assumed: Assumptions): boolean {
    const isSame = (from.functions && signatureOf(from.functions)) === (into.functions && signatureOf(into.functions));
    return isSame && sameNames(from.fields, into.fields) && super.merge(from, into, assumed);
  }

  override mergeUnions(from: UnionType, into: UnionType, assumed: Assumptions): boolean {
    return sameNames(from.fields, into.fields) && super.mergeUnions(from, into, assumed);
  }
}

const sameNames = (a: readonly FieldType[], b: readonly FieldType[]): boolean =>
  a.length === b.length &&
  a.every(({ name, optional = false }) =>
    b.some((other) => other.name === name && (other.optional ?? false) === optional),
  );

/** Whether a value of this type is a generator, rather than a function that can be called. */
export const isCoroutineType = (type: Type): type is RecordType =>
  type.kind === "record" && [...(type.functions ?? [])].some((one) => one.isCoroutine === true);

/** Both are kept as functions, but nothing is both. */
export const isGeneratorAndFunction = (a: Type, b: Type): boolean =>
  [a, b].every((type) => type.kind === "record" && (type.functions?.size ?? 0) > 0) &&
  isCoroutineType(a) !== isCoroutineType(b);

class Assumptions {
  private readonly pairs = new Map<Type, Set<Type>>();
  /** True if the pair was assumed before. */
  assume(a: Type, b: Type): boolean {
    const partners = this.pairs.get(a) ?? new Set();
    if (partners.has(b)) return true;
    this.pairs.set(a, partners.add(b));
    return false;
  }
}

function compare(first: Type, second: Type, assumed: Assumptions, unifier: Unifier | undefined): boolean {
  const a = resolveType(first);
  const b = resolveType(second);
  if (a === b) return true;
  if (a.kind === "variable") return unifier?.bind(a, b) ?? false;
  if (b.kind === "variable") return unifier?.bind(b, a) ?? false;
  switch (a.kind) {
    case "array":
      return b.kind === "array" && a.storage === b.storage && compare(a.element, b.element, assumed, unifier);
    case "tuple":
      return (
        b.kind === "tuple" &&
        a.elements.length === b.elements.length &&
        a.elements.every((element, i) => compare(element, b.elements[i] as Type, assumed, unifier))
      );
    case "record":
      if (b.kind !== "record" || (a.functions === undefined) !== (b.functions === undefined)) return false;
      if (isGeneratorAndFunction(a, b)) return false;
      if (unifier !== undefined) {
        // The name of a declared type stays.
        return a.name === undefined ? unifier.merge(a, b, assumed) : unifier.merge(b, a, assumed);
      }
      if (a.fields.length !== b.fields.length) return false;
      if (assumed.assume(a, b)) return true;
      return a.fields.every((field) => {
        const other = fieldOf(b, field.name);
        return other !== undefined && compare(field.type, other.type, assumed, unifier);
      });
    case "union":
      if (b.kind !== "union") return false;
      if (unifier !== undefined) return unifier.mergeUnions(a, b, assumed);
      if (assumed.assume(a, b)) return true;
      return a.fields.every((field) => {
        const other = fieldOf(b, field.name);
        return other === undefined || compare(field.type, other.type, assumed, unifier);
      });
    case "map":
      if (b.kind !== "map" || a.storage !== b.storage) return false;
      if (assumed.assume(a, b)) return true;
      // The keys of an object are strings, whatever its type calls them.
      if (a.storage !== "Object" && !compare(a.key, b.key, assumed, unifier)) return false;
      return compare(a.value, b.value, assumed, unifier);
    default:
      return a.kind === b.kind;
  }
}

function occurs(variable: TypeVariable, type: Type, seen: Set<Type>): boolean {
  const present = resolveType(type);
  if (present === variable) return true;
  if (seen.has(present)) return false;
  seen.add(present);
  return parts(present).some((part) => occurs(variable, part, seen));
}

/** What a type is made of, up to records and maps: a type may contain itself through one. */
const parts = (type: Type): readonly Type[] => {
  if (type.kind === "array") return [type.element];
  return type.kind === "tuple" ? type.elements : [];
};

/** Which instances of classes have their class, and which are seen by the user's code. */
export interface RecordLayout {
  knowsClass(record: RecordType): boolean;
  isSeen(record: RecordType): boolean;
  isListed(record: RecordType): boolean;
}

/**
 * Returns a function that rebuilds types without variables; one that nothing fixed becomes `unknown`.
 * Equal inputs give the same object, so that cyclic records stay cyclic.
 */
export function typeSettler(unknown: Type, layout?: RecordLayout): (type: Type) => Type {
  const settled = new Map<Type, Type>();
  const settle = (type: Type): Type => {
    const present = resolveType(type);
    const known = settled.get(present);
    if (known !== undefined) return known;
    const fresh = rebuild(present);
    settled.set(present, fresh);
    return fresh;
  };
  const rebuild = (type: Type): Type => {
    switch (type.kind) {
      case "variable":
        return unknown;
      case "array":
        return { ...type, element: settle(type.element) };
      case "tuple":
        return { ...type, elements: type.elements.map(settle) };
      case "map": {
        const map = { ...type };
        settled.set(type, map);
        map.key = settle(type.key);
        map.value = settle(type.value);
        return map;
      }
      case "record": {
        if (type.functions?.size === 0) return opaqueType;
        // What a derivative leaves for its other half is known when it is made.
        if (type.isFrame) return type;
        const fields: FieldType[] = [];
        const { instance: _classes, functions: _functions, isLiteral: _literal, ...plain } = type;
        const record: RecordType = {
          ...plain,
          fields,
          ...(layout?.isSeen(type) ? { isSeen: true } : {}),
          ...(layout?.isListed(type) ? { isListed: true } : {}),
        };
        settled.set(type, record);
        for (const field of type.fields) {
          if (field.name === classSlot && layout?.knowsClass(type) !== true) continue;
          fields.push({ ...field, type: settle(field.type) });
        }
        return record;
      }
      case "union": {
        const fields: FieldType[] = [];
        const record: RecordType = { kind: "record", name: undefined, fields, isMerged: true };
        settled.set(type, record);
        for (const field of type.fields) fields.push({ ...field, type: settle(field.type) });
        return record;
      }
      default:
        return type;
    }
  };
  return settle;
}

/** Of what signature function values are; not what they capture: that grows, and may be functions again. */
export const signatureOf = (functions: ReadonlySet<LambdaRef>): string => {
  const [first] = functions;
  return `function (${first?.signature ?? ""})`;
};

/** The type as a reader of TypeScript would write it, for messages. */
export function typeText(type: Type, depth = 0): string {
  const present = resolveType(type);
  switch (present.kind) {
    case "variable":
      return "unknown";
    case "array":
      return present.storage === "Array" ? arrayText(typeText(present.element, depth + 1)) : present.storage;
    case "tuple":
      return `[${present.elements.map((element) => typeText(element, depth + 1)).join(", ")}]`;
    case "map": {
      const name = present.storage === "Object" ? "Record" : present.storage;
      if (depth > 2) return `${name}<…>`;
      const value = typeText(present.value, depth + 1);
      return name === "Set" ? `Set<${value}>` : `${name}<${typeText(present.key, depth + 1)}, ${value}>`;
    }
    case "union":
      return depth > 2 ? "…" : unionText(present, depth);
    case "record":
      if (present.name !== undefined) return present.name;
      if (present.functions !== undefined) return "function";
      if (depth > 2) return "{ … }";
      return `{ ${present.fields.map((field) => `${field.name}${field.optional ? "?" : ""}: ${typeText(field.type, depth + 1)}`).join("; ")} }`;
    default:
      return present.kind;
  }
}

const unionText = ({ fields }: UnionType, depth: number): string =>
  fields
    .slice(1)
    .map((field) => typeText(field.type, depth + 1))
    .join(" | ");

const arrayText = (element: string): string => (/^[\w.[\]{]/.test(element) ? `${element}[]` : `(${element})[]`);

/** The type of one of the two parts of what a function with `aux` returns. */
export function partOfPair(type: Type, index: 0 | 1): Type | undefined {
  const known = resolveType(type);
  if (known.kind === "tuple") return known.elements.length === 2 ? known.elements[index] : undefined;
  return known.kind === "array" && known.storage === "Array" ? known.element : undefined;
}
