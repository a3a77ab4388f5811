import { atomType, isReference } from "../build.js";
import { fieldOf, resolveType } from "../type.js";
import type { Atom, Key, Let, Operation, Primitive, PrimitiveName, Type } from "../types.js";
import { bitwise, comparisons, logical } from "../types.js";

type Fault = string | undefined;
const first = (...faults: readonly Fault[]): Fault => faults.find((fault) => fault !== undefined);

/** Whether a value of one type may be where the other is expected; `undefined` may be anywhere. Cyclic records end. */
export function typesAgree(a: Type, b: Type, assumed = new Map<Type, Set<Type>>()): boolean {
  const left = resolveType(a);
  const right = resolveType(b);
  if (left === right || isUnknown(left) || isUnknown(right)) return true;
  if (left.kind !== right.kind) return left.kind === "undefined" || right.kind === "undefined";
  const known = assumed.get(left);
  if (known?.has(right)) return true;
  assumed.set(left, (known ?? new Set()).add(right));
  if (left.kind === "array" && right.kind === "array") {
    return left.storage === right.storage && typesAgree(left.element, right.element, assumed);
  }
  if (left.kind === "map" && right.kind === "map") {
    // The shadow of a Set is a Map from its elements to their shadows.
    return typesAgree(left.value, right.value, assumed);
  }
  if (left.kind === "tuple" && right.kind === "tuple") {
    const { elements } = right;
    return (
      left.elements.length === elements.length && left.elements.every((e, i) => typesAgree(e, elements[i]!, assumed))
    );
  }
  if (left.kind === "record" && right.kind === "record") {
    return left.fields.every((field) => {
      const other = fieldOf(right, field.name);
      return other === undefined || typesAgree(field.type, other.type, assumed);
    });
  }
  return true;
}

const isUnknown = (type: Type): boolean => type.kind === "opaque" || type.kind === "variable";

const isKind = (atom: Atom, ...kinds: readonly Type["kind"][]): boolean => {
  const type = resolveType(atomType(atom));
  return isUnknown(type) || type.kind === "undefined" || kinds.includes(type.kind);
};

export const expectKind = (what: string, atom: Atom, ...kinds: readonly Type["kind"][]): Fault =>
  isKind(atom, ...kinds) ? undefined : `${what} is a ${resolveType(atomType(atom)).kind}, not a ${kinds.join(" or ")}`;

export const expectType = (what: string, atom: Atom, type: Type): Fault =>
  typesAgree(atomType(atom), type)
    ? undefined
    : `${what} is a ${resolveType(atomType(atom)).kind}, where a ${resolveType(type).kind} belongs`;

/** The type of the slot, or what is wrong with addressing it. */
export function slotType(base: Atom, key: Key): Type | string {
  const type = resolveType(atomType(base));
  if (isUnknown(type) || type.kind === "undefined") return type.kind === "undefined" ? { kind: "opaque" } : type;
  if (!isReference(type)) return `the base is a ${type.kind}, not a reference`;
  if (key.kind === "entry") {
    if (type.kind === "map") return type.value;
    // Fields known at run time only: those of a record are of one type.
    return type.kind === "record" ? (type.fields[0]?.type ?? type) : `a run-time key addresses a ${type.kind}`;
  }
  if (key.kind === "index") {
    if (type.kind !== "array") return `an index addresses a ${type.kind}`;
    return expectKind("the index", key.index, "number") ?? type.element;
  }
  if (type.kind === "array" || type.kind === "map")
    return `the field ${key.name} addresses ${type.kind === "array" ? "an array" : "a map"}`;
  const slot =
    type.kind === "tuple"
      ? type.elements[Number(key.name)]
      : type.kind === "record"
        ? fieldOf(type, key.name)?.type
        : undefined;
  return slot ?? `the ${type.kind} has no field ${key.name}`;
}

/** What is wrong with storing a value in a slot. */
export function storeFault(base: Atom, key: Key, value: Atom): Fault {
  const slot = slotType(base, key);
  if (typeof slot === "string") return slot;
  const given = resolveType(atomType(value)).kind;
  // Such a slot has no derivative.
  if (resolveType(slot).kind === "undefined" && given !== "undefined")
    return `a ${given} is stored in a slot that is always undefined`;
  return expectType("the value stored", value, slot);
}

/** What is wrong with the types of a definition. */
export function letFault({ value, operation }: Let): Fault {
  const type = resolveType(value.type);
  const array = (base: Atom): Fault => expectKind("the base", base, "array");
  const index = (what: string, atom: Atom | undefined): Fault =>
    atom === undefined ? undefined : expectKind(what, atom, "number");
  switch (operation.kind) {
    case "primitive":
      return primitiveFault(operation, type);
    case "linear":
      return first(
        gives(type, "number"),
        ...operation.terms.map((term) => expectKind("a coefficient", term.coefficient, "number")),
        ...operation.terms.map((term) =>
          term.tangent.linear ? undefined : `${term.tangent.name ?? "a tangent"} is not linear`,
        ),
      );
    case "load": {
      const slot = slotType(operation.base, operation.key);
      if (typeof slot === "string") return slot;
      return typesAgree(slot, type) ? undefined : `a slot of type ${resolveType(slot).kind} is loaded as ${type.kind}`;
    }
    case "length":
      return first(expectKind("the base", operation.base, "array", "tuple", "string", "map"), gives(type, "number"));
    case "makeArray":
      return first(gives(type, "array", "tuple"), elementsFault(operation.elements, type));
    case "makeRecord":
      return first(gives(type, "record"), fieldsFault(operation, type));
    case "newArray":
      return first(
        gives(type, "array"),
        index("the length", operation.length),
        operation.fill !== undefined && type.kind === "array"
          ? expectType("the fill", operation.fill, type.element)
          : undefined,
        operation.holesOf === undefined ? undefined : array(operation.holesOf),
      );
    case "slice":
    case "view":
      return first(
        array(operation.base),
        gives(type, "array"),
        index("the start", operation.start),
        index("the end", operation.end),
      );
    case "newMap":
      return gives(type, "map");
    case "hasEntry":
      return first(expectKind("the base", operation.base, "map", "record", "array"), gives(type, "boolean"));
    case "keysOf":
      return first(expectKind("the base", operation.base, "map", "record"), gives(type, "array"));
    case "tapeAlloc":
      return index("the capacity", operation.capacity);
    case "tapeLoad":
      return first(index("the position", operation.position), tapeFault(operation.tape));
    default:
      return undefined;
  }
}

/** A tape is a value that only allocation, parameters and structure hand on. */
export const tapeFault = (tape: Atom): Fault =>
  tape.kind === "value" && !["number", "boolean", "string", "undefined"].includes(resolveType(tape.type).kind)
    ? undefined
    : "the tape is not a tape";

const gives = (type: Type, ...kinds: readonly Type["kind"][]): Fault =>
  isUnknown(type) || kinds.includes(type.kind) ? undefined : `it gives a ${kinds.join(" or ")}, not a ${type.kind}`;

function elementsFault(elements: readonly Atom[], type: Type): Fault {
  if (type.kind === "array")
    return first(...elements.map((element) => expectType("an element", element, type.element)));
  if (type.kind !== "tuple") return undefined;
  if (elements.length !== type.elements.length)
    return `${elements.length} elements make a tuple of ${type.elements.length}`;
  return first(...elements.map((element, i) => expectType(`element ${i}`, element, type.elements[i]!)));
}

function fieldsFault(operation: Operation & { readonly kind: "makeRecord" }, type: Type): Fault {
  if (type.kind !== "record") return undefined;
  const types = new Map(type.fields.map((field) => [field.name, field.type]));
  return first(
    ...operation.fields.map((field) => {
      const expected = types.get(field.name);
      if (expected === undefined) return `the type has no field ${field.name}`;
      return expectType(`the field ${field.name}`, field.value, expected);
    }),
  );
}

const has = (names: readonly PrimitiveName[], name: PrimitiveName): boolean => names.includes(name);
const ordering: readonly PrimitiveName[] = ["lt", "le", "gt", "ge"];
const unary: readonly PrimitiveName[] = [
  "neg",
  "not",
  "bitnot",
  "isNaN",
  "isFinite",
  "isInteger",
  "isNullish",
  "isTruthy",
  "present",
  "identity",
  "toNumber",
  "orZero",
  "stop",
];
const binary: readonly PrimitiveName[] = [
  ...(["scale", "add", "sub", "mul", "div", "rem", "pow", "atan2", "imul", "max", "min"] as const),
  ...comparisons,
  "and",
  "or",
  ...bitwise.filter((name) => name !== "bitnot"),
];

function primitiveFault({ name, args }: Primitive, type: Type): Fault {
  const count = name === "select" ? 3 : name === "hypot" ? undefined : has(binary, name) ? 2 : 1;
  if (count !== undefined && args.length !== count) return `${name} of ${args.length} arguments`;
  const all = (...kinds: readonly Type["kind"][]): Fault =>
    first(...args.map((arg, i) => expectKind(`argument ${i} of ${name}`, arg, ...kinds)));
  if (name === "eq" || name === "ne") return gives(type, "boolean");
  if (has(ordering, name)) return first(gives(type, "boolean"), all("number", "string"));
  if (has(logical, name)) return first(gives(type, "boolean"), all("boolean"));
  if (name === "select") {
    const [condition, ...sides] = args as readonly [Atom, Atom, Atom];
    return first(
      expectKind("the condition", condition, "boolean"),
      ...sides.map((side) => expectType(`an alternative of select`, side, type)),
    );
  }
  if (name === "isNullish" || name === "isTruthy") return gives(type, "boolean");
  if (name === "identity" || name === "present")
    return first(...args.map((arg) => expectType("what is copied", arg, type)));
  if (name === "toNumber") return gives(type, "number");
  if (has(unary, name) && name.startsWith("is")) return gives(type, "boolean");
  if (name === "add" && type.kind === "string") return all("string", "number");
  return first(gives(type, "number"), all("number"));
}
