import type {
  Atom,
  Block,
  Carried,
  Constant,
  FunctionRef,
  Key,
  LabelId,
  Let,
  Operation,
  PrimitiveName,
  ScopeId,
  Span,
  Type,
  Value,
  ValueId,
  Variable,
  VariableId,
} from "./types.js";

/** Numbers values, scopes and functions of one compilation, so that output is deterministic and nothing is global. */
export interface Ids {
  value: number;
  scope: number;
  variable: number;
  label: number;
  function: number;
  type: number;
}

export const createIds = (): Ids => ({ value: 0, scope: 0, variable: 0, label: 0, function: 0, type: 0 });

export interface ValueOptions {
  readonly name?: string | undefined;
  readonly linear?: boolean;
  readonly span?: Span | undefined;
}

export const newValue = (ids: Ids, type: Type, options: ValueOptions = {}): Value => ({
  kind: "value",
  id: ids.value++ as ValueId,
  type,
  name: options.name,
  linear: options.linear ?? false,
  span: options.span,
});

export const newScope = (ids: Ids): ScopeId => ids.scope++ as ScopeId;
export const newLabel = (ids: Ids): LabelId => ids.label++ as LabelId;
export const newVariable = (ids: Ids, name: string, type: Type, span?: Span): Variable => ({
  id: ids.variable++ as VariableId,
  name,
  type,
  span,
});
export const newFunctionRef = (ids: Ids, name: string): FunctionRef => ({ id: ids.function++, name });

export const numberType: Type = { kind: "number" };
export const booleanType: Type = { kind: "boolean" };
export const stringType: Type = { kind: "string" };
export const undefinedType: Type = { kind: "undefined" };
export const opaqueType: Type = { kind: "opaque" };

/** The slot in which an instance has its class. */
export const classSlot = "@@class";
/** The slot in which a thrown error of the language has the host's object. */
export const errorSlot = "@@error";

export const constant = (value: Constant["value"], text?: string): Constant =>
  text === undefined ? { kind: "constant", value } : { kind: "constant", value, text };
export const zero = constant(0);
export const one = constant(1);
/** Stands where a value belongs that was never assigned; nothing reads it. */
export const unassigned = constant(undefined, "undefined!");

export const isConstant = (atom: Atom, ...values: readonly Constant["value"][]): atom is Constant =>
  atom.kind === "constant" && (values.length === 0 || values.some((value) => Object.is(atom.value, value)));

export const sameAtom = (a: Atom, b: Atom): boolean =>
  a === b || (a.kind === "constant" && b.kind === "constant" && Object.is(a.value, b.value) && a.text === b.text);

export const indexKey = (index: Atom): Key => ({ kind: "index", index });
export const entryKey = (key: Atom): Key => ({ kind: "entry", key });
export const fieldKey = (name: string): Key => ({ kind: "field", name });
/** The key of an element of a literal, which is a tuple or an array. */
export const elementKey = (literal: Type, index: number): Key =>
  literal.kind === "tuple" ? fieldKey(String(index)) : indexKey(constant(index));

export const letValue = (value: Value, operation: Operation, linear = false): Let => ({
  kind: "let",
  value,
  operation,
  linear,
});

export const primitive = (name: PrimitiveName, ...args: readonly Atom[]): Operation => ({
  kind: "primitive",
  name,
  args,
});

/** A reference to memory: what has a shadow address rather than a tangent. */
export const isReference = (type: Type): boolean =>
  type.kind === "array" || type.kind === "tuple" || type.kind === "record" || type.kind === "map";

export const atomType = (atom: Atom): Type => {
  if (atom.kind === "value") return atom.type;
  switch (typeof atom.value) {
    case "number":
      return numberType;
    case "boolean":
      return booleanType;
    case "string":
      // The name of a class stands for the class.
      return atom.text === undefined ? stringType : opaqueType;
    default:
      return undefinedType;
  }
};

/** A jump or an exception. */
export const leaves = ({ kind }: import("./types.js").Statement): boolean => kind === "exit" || kind === "throw";

/** Appends statements in order; a pass that writes a block holds one of these. */
export class BlockBuilder {
  readonly statements: import("./types.js").Statement[] = [];
  /** Where what is defined from here on came from, unless it says so itself. */
  span: Span | undefined;
  /** A jump or an exception has left it: what is pushed from here on never runs. */
  isLeft = false;
  constructor(readonly ids: Ids) {}

  push(...statements: readonly import("./types.js").Statement[]): void {
    this.statements.push(...statements);
    this.isLeft ||= statements.some(leaves);
  }

  /** Defines a new value by an operation and returns it. */
  define(type: Type, operation: Operation, options: ValueOptions & { readonly inLinearProgram?: boolean } = {}): Value {
    const value = newValue(this.ids, type, { ...options, span: options.span ?? this.span });
    this.statements.push(letValue(value, operation, options.inLinearProgram ?? false));
    return value;
  }

  primitive(name: PrimitiveName, args: readonly Atom[], type: Type = numberType, options: ValueOptions = {}): Value {
    return this.define(type, { kind: "primitive", name, args }, options);
  }

  get block(): Block {
    return this.statements;
  }
}

export const carried = (parameter: Value, initial: Atom, next: Atom, result: Value): Carried => ({
  parameter,
  initial,
  next,
  result,
});
