import type { Aliases } from "../3-analyze/aliases.js";
import { anyIndex } from "../3-analyze/slots.js";
import { atomType, classSlot, isReference, unassigned } from "../ir/build.js";
import { isOptionalSlot } from "../ir/type.js";
import type {
  Atom,
  FieldType,
  FunctionRef,
  Key,
  Load,
  MakeRecord,
  ModuleVariable,
  Operation,
  Primitive,
  Type,
  Value,
  ZerosLike,
} from "../ir/types.js";
import { dictionaryType, getEntry, hasEntryOf, isMap, keysOf, newMapOf, storageOf } from "./entries.js";
import { renameIdentifiers } from "./splice/renameIdentifiers.js";
import { type BinaryOperator, binary, call, construct, type Effect, type Expression, literal } from "./tree.js";
import type { TypeWriter } from "./types.js";
import { holdsInstances, isSeenOtherwise } from "./types.js";

/** What the text of an operation depends on besides the operation. */
export interface Surroundings {
  readonly aliases: Aliases;
  readonly types: TypeWriter;
  readonly calleeName: (ref: FunctionRef) => string;
  readonly globalName: (global: ModuleVariable) => string;
  /** The function that assigns a variable of another module; undefined if it can be assigned as it is. */
  readonly globalSetter?: (global: ModuleVariable) => string | undefined;
  /** The name under which a helper of the runtime is imported. */
  readonly helper: (name: string) => string;
  readonly atom: (atom: Atom) => Expression;
  /** Tapes that stay in the function, so that the store may be chosen for speed. */
  readonly isLocalTape: (tape: Value) => boolean;
  /** Local tapes whose booleans are stored as numbers. */
  readonly isCoded: (tape: Atom) => boolean;
}

const operators: Readonly<Partial<Record<Primitive["name"], BinaryOperator>>> = {
  add: "+",
  sub: "-",
  mul: "*",
  div: "/",
  rem: "%",
  pow: "**",
  lt: "<",
  le: "<=",
  gt: ">",
  ge: ">=",
  eq: "===",
  ne: "!==",
  and: "&&",
  or: "||",
  bitand: "&",
  bitor: "|",
  bitxor: "^",
  shl: "<<",
  shr: ">>",
  ushr: ">>>",
};

/** The expression for an operation that defines `value`. */
export function expressionOf(operation: Operation, value: Value, around: Surroundings): Expression {
  const { atom, aliases } = around;
  switch (operation.kind) {
    case "primitive":
      return primitiveOf(operation, operation.args.map(atom));
    case "load":
      return contentOf(operation, value, around);
    case "hasField": {
      const { base, name, inherited } = operation;
      const effect: Effect = { reads: [aliases.slotOf(base, { kind: "field", name })] };
      if (inherited) return { kind: "binary", operator: "in", left: literal(name), right: atom(base), effect };
      return { kind: "call", callee: "Object.hasOwn", args: [atom(base), literal(name)], effect };
    }
    case "length":
      return {
        kind: "member",
        object: atom(operation.base),
        name: isMap(operation.base) ? "size" : "length",
        effect: { reads: [aliases.lengthOf(operation.base)] },
      };
    case "newMap":
      return newMapOf(value.type, around.types);
    case "hasEntry":
      return hasEntryOf(operation, around);
    case "keysOf":
      return keysOf(operation.base, around);
    case "makeArray": {
      const elements = operation.elements.map(atom);
      const { type } = value;
      if (type.kind !== "array" || type.storage === "Array") return { kind: "array", elements };
      return elements.length === 0 ? construct(type.storage, literal(0)) : call(`${type.storage}.of`, ...elements);
    }
    case "makeRecord":
      return objectOf(operation, value, atom);
    case "newArray":
      return newArrayOf(
        value.type,
        atom(operation.length),
        operation.fill === undefined ? undefined : atom(operation.fill),
        around,
        operation.holes === true || operation.holesOf !== undefined,
      );
    case "slice":
    case "view": {
      const base = atom(operation.base);
      const start = operation.start === undefined ? undefined : atom(operation.start);
      const end = operation.end === undefined ? undefined : atom(operation.end);
      const args = end !== undefined ? [start ?? literal(0), end] : start === undefined ? [] : [start];
      const effect: Effect = {
        reads:
          operation.kind === "slice"
            ? [aliases.slotOf(operation.base, anyIndex), aliases.lengthOf(operation.base)]
            : [],
      };
      const name = operation.kind === "slice" ? "slice" : "subarray";
      const part: Expression = { kind: "method", object: base, name, args, effect };
      if (operation.kind === "view" || !operation.iterates) return part;
      return { kind: "call", callee: "Array.from", args: [args.length === 0 ? base : part], effect };
    }
    case "zerosLike":
      return zerosLikeOf(operation, value.type, around);
    case "tapeAlloc":
      return operation.keptBy === undefined
        ? tapeOf(value, operation.element, operation.capacity, around)
        : keptTape(operation.keptBy, operation.capacity, around);
    case "tapeLoad": {
      const slot: Expression = {
        kind: "index",
        object: atom(operation.tape),
        index: atom(operation.position),
        effect: { reads: [aliases.slotOf(operation.tape, anyIndex)] },
      };
      return around.isCoded(operation.tape) ? binary("!==", slot, literal(0)) : slot;
    }
    case "opaque":
      return hostCode(operation, around);
    case "global": {
      const name = around.globalName(operation);
      const text = isSeenOtherwise(value.type) ? `${name} as unknown as ${around.types.write(value.type)}` : name;
      return { kind: "literal", constant: { kind: "constant", value: undefined, text } };
    }
    case "linear":
    case "read":
      throw new Error(`emit: a ${operation.kind} operation is left`);
  }
}

/** The variable of a module that a reference is the memory of. */
export const variableOf = (base: Atom): ModuleVariable | undefined =>
  base.kind === "value" && base.type.kind === "record" ? base.type.variable : undefined;

/** What a slot holds: `base[index]`, `base.field`, `map.get(key)`; an element of a set is its own key. */
function contentOf({ base, key }: Load, value: Value, around: Surroundings): Expression {
  const storage = key.kind === "entry" ? storageOf(base) : undefined;
  if (key.kind === "entry" && storage === "Set") return around.atom(key.key);
  const slot = key.kind === "entry" && storage === "Map" ? getEntry(base, key.key, around) : slotOf(base, key, around);
  if (!isOptionalSlot(base, key)) return slot;
  // What a shadow has no slot for yet is 0.
  const isContent = value.linear && value.type.kind === "number";
  if (isContent) return binary("??", slot, literal(0));
  // Of a dictionary, the type does not say that an entry may be missing.
  const isStatedThere = key.kind === "entry" && storage !== "Map" && !hasOpenFields(base);
  return isStatedThere ? slot : { kind: "present", operand: slot };
}

const hasOpenFields = (base: Atom): boolean =>
  base.kind === "value" && base.type.kind === "record" && base.type.fields.some(({ optional }) => optional === true);

/** `base[index]`, `base.field`, `tuple[1]` or `object[key]`. */
export function slotOf(base: Atom, key: Key, around: Surroundings): Expression & { readonly kind: "index" | "member" } {
  const effect: Effect = { reads: [around.aliases.slotOf(base, key)] };
  const variable = variableOf(base);
  if (variable !== undefined) {
    return { kind: "member", object: literal(undefined), name: around.globalName(variable), bare: true, effect };
  }
  const object = around.atom(base);
  if (key.kind === "entry") {
    const { key: name } = key;
    if (name.kind === "constant" && typeof name.value === "string")
      return { kind: "member", object, name: name.value, effect };
    const index = { kind: "index", object, index: around.atom(name), effect } as const;
    const map = base.kind === "value" && base.type.kind === "map" ? base.type : undefined;
    // What the type of an object calls a number is a text where it was read from the object.
    if (map?.key.kind === "number" && atomType(name).kind === "string") return { ...index, keyAs: "number" };
    // A symbol.
    if (map !== undefined && atomType(name).kind === "opaque") return { ...index, keyAs: "string" };
    return storageOf(base) === undefined ? { ...index, as: dictionaryType(base, around.types) } : index;
  }
  if (key.kind === "index") return { kind: "index", object, index: around.atom(key.index), effect };
  if (base.kind === "value" && (base.type.kind === "tuple" || base.type.kind === "array") && /^\d+$/.test(key.name)) {
    return { kind: "index", object, index: literal(Number(key.name)), effect };
  }
  return { kind: "member", object, name: key.name === classSlot ? "constructor" : key.name, effect };
}

const nothingYet: Expression = { kind: "literal", constant: unassigned };

/** `{ a, b }`; an instance that the user's code sees gets its prototype, any other instance that knows its class has it as a field. */
function objectOf(operation: MakeRecord, { type, linear }: Value, atom: Surroundings["atom"]): Expression {
  const given = (name: string): boolean => operation.fields.some((field) => field.name === name);
  const isSeen = type.kind === "record" && type.isSeen === true;
  const fields = operation.fields.map(({ name, value }) => {
    if (name !== classSlot) return { name, value: atom(value) };
    if (!isSeen) return { name: "constructor", value: atom(value) };
    return { name: "__proto__", value: { kind: "member", object: atom(value), name: "prototype" } as const };
  });
  if (isSeen) return { kind: "object", fields, untyped: true };
  // A field of a shadow that is stored later has its place from the start; of other objects the program may ask which they have.
  const later =
    linear && type.kind === "record"
      ? type.fields.filter(({ name, optional }) => optional !== true && !given(name))
      : [];
  return { kind: "object", fields: [...fields, ...later.map(({ name }) => ({ name, value: nothingYet }))] };
}

function primitiveOf(operation: Primitive, args: readonly Expression[]): Expression {
  const { name } = operation;
  const operand = (index: number): Expression => {
    const arg = args[index];
    if (arg === undefined) throw new Error(`emit: ${name} has no operand ${index}`);
    return arg;
  };
  const operator = operators[name];
  if (operator !== undefined) return binary(operator, operand(0), operand(1));
  switch (name) {
    case "neg":
      return { kind: "unary", operator: "-", operand: operand(0) };
    case "not":
      return { kind: "unary", operator: "!", operand: operand(0) };
    case "bitnot":
      return { kind: "unary", operator: "~", operand: operand(0) };
    case "select":
      return { kind: "conditional", test: operand(0), then: operand(1), else: operand(2) };
    case "identity":
    case "stop":
      return operand(0);
    case "present":
      return { kind: "present", operand: operand(0) };
    case "isTruthy":
      return { kind: "unary", operator: "!", operand: { kind: "unary", operator: "!", operand: operand(0) } };
    case "isNullish":
      return binary("==", operand(0), literal(null));
    case "toNumber":
      return call("Number", operand(0));
    case "orZero":
      return { kind: "binary", operator: "??", left: operand(0), right: literal(0) };
    case "isNaN":
    case "isFinite":
    case "isInteger":
      return call(`Number.${name}`, operand(0));
    default:
      return call(`Math.${name}`, ...args);
  }
}

/** Host code as it is written, with the helpers that it calls by their names here. */
export function hostCode({ text, imports, args }: HostCode, around: Surroundings): Expression {
  const names = new Map((imports ?? []).map((name) => [name, around.helper(name)]));
  const isNamed = [...names].every(([name, alias]) => name === alias);
  return { kind: "host", text: isNamed ? text : renameIdentifiers(text, names), args: args.map(around.atom) };
}

interface HostCode {
  readonly text: string;
  readonly imports?: readonly string[];
  readonly args: readonly Atom[];
}

function newArrayOf(
  type: Type,
  length: Expression,
  fill: Expression | undefined,
  around: Surroundings,
  holes = false,
): Expression {
  const { types } = around;
  if (type.kind !== "array") throw new Error(`emit: a new array of type ${type.kind}`);
  const filled = (array: Expression, value: Expression): Expression => ({
    kind: "method",
    object: array,
    name: "fill",
    args: [value],
  });
  if (type.storage !== "Array") {
    const array = construct(type.storage, length);
    return fill === undefined ? array : filled(array, fill);
  }
  const array = construct(`Array<${types.write(type.element)}>`, length);
  if (fill !== undefined) return filled(array, fill);
  if (type.element.kind !== "number" || holes) return array;
  // A loop in a function that V8 inlines takes half as long as a call of `fill`.
  return { kind: "call", callee: around.helper("zeros"), args: [length], effect: {} };
}

/** Zeros of flat shapes are written out; shapes with references inside, which may be shared, are the runtime's work. */
function zerosLikeOf({ of, mayMiss }: ZerosLike, type: Type, around: Surroundings): Expression {
  if (type.kind === "number") return literal(0);
  if (mayMiss !== true) {
    const flat = flatZeros(of, type, around);
    if (flat !== undefined) return flat;
  }
  const helper = around.helper("zerosLike");
  return {
    kind: "call",
    callee: holdsInstances(atomType(of)) ? `${helper}<${around.types.write(type)}>` : helper,
    args: [around.atom(of)],
    effect: { readsAll: true },
  };
}

function flatZeros(of: Atom, type: Type, around: Surroundings): Expression | undefined {
  const source = around.atom(of);
  const length = (): Expression => ({
    kind: "member",
    object: source,
    name: "length",
    effect: { reads: [around.aliases.lengthOf(of)] },
  });
  if (type.kind === "array" && type.element.kind === "number") return newArrayOf(type, length(), undefined, around);
  if (type.kind === "tuple" && type.elements.every((element) => element.kind === "number")) {
    return { kind: "array", elements: type.elements.map(() => literal(0)) };
  }
  if (type.kind === "record" && !type.fields.some(isOpen)) {
    const numbers = type.fields.filter((field) => field.type.kind === "number");
    return { kind: "object", fields: numbers.map((field) => ({ name: field.name, value: literal(0) })) };
  }
  return undefined;
}

/** Only the value itself tells what its zeros are here. */
const isOpen = ({ type, optional }: FieldType): boolean => optional === true || isReference(type) || isUnknown(type);

const isUnknown = (type: Type): boolean => type.kind === "variable" || type.kind === "opaque";

/** A tape that stays here is a typed array if its size is known; one that leaves has the storage of its type. */
function keptTape(
  { structure, index }: { readonly structure: Atom; readonly index: number },
  capacity: Atom | undefined,
  around: Surroundings,
): Expression {
  const args = [around.atom(structure), literal(index), capacity === undefined ? literal(0) : around.atom(capacity)];
  return { kind: "call", callee: around.helper("keptTape"), args, effect: {} };
}

function tapeOf(tape: Value, element: Type, capacity: Atom | undefined, around: Surroundings): Expression {
  const { type } = tape;
  if (capacity !== undefined) {
    if (type.kind === "array" && type.storage !== "Array") return construct(type.storage, around.atom(capacity));
    if (around.isLocalTape(tape)) {
      if (element.kind === "number") return construct("Float64Array", around.atom(capacity));
      if (element.kind === "boolean") return construct("Uint8Array", around.atom(capacity));
    }
  }
  return { kind: "array", elements: [] };
}
