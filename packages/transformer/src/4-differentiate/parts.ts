import {
  BlockBuilder,
  booleanType,
  constant,
  entryKey,
  fieldKey,
  indexKey,
  isReference,
  newScope,
  newValue,
  numberType,
  stringType,
  zero,
} from "../ir/build.js";
import type { ArrayType, Atom, Block, Key, MapType, Type, Value } from "../ir/types.js";

// How statements go through a structure: by loops over its arrays, and branches for what need not be there.

/** A place of a record or a tuple. */
export interface Slot {
  readonly name: string;
  readonly type: Type;
  /** It may be missing, or hold undefined or null. */
  readonly isOpen: boolean;
}

export type Action = (inner: BlockBuilder) => void;

/** One array of numbers. */
export const isFlat = (type: Type): boolean =>
  type.kind === "array" && type.element.kind === "number" && type.optional !== true;

/** Whether statements can go through all of it. */
export function isTree(type: Type, around: readonly Type[] = []): boolean {
  if (!isReference(type)) return true;
  if (around.includes(type)) return false;
  const inside = [...around, type];
  if (type.kind === "array") return isTree(type.element, inside);
  if (type.kind === "map") return isCopied(type) && isTree(type.value, inside);
  if (type.kind === "record" && type.variable !== undefined) return false;
  return slotsOf(type).every((slot) => isTree(slot.type, inside));
}

export function slotsOf(type: Type): readonly Slot[] {
  if (type.kind === "tuple")
    return type.elements.map((element, i) => ({ name: String(i), type: element, isOpen: false }));
  if (type.kind !== "record") return [];
  return type.fields.map(({ name, type: part, optional }) => ({ name, type: part, isOpen: optional === true }));
}

/** What a record or a tuple refers to. */
export const referencesIn = (type: Type): readonly Slot[] => slotsOf(type).filter((slot) => isReference(slot.type));

/** The elements of a set of numbers are its keys, too: its shadow is a map. Keys that are objects are not copied. */
const isCopied = ({ storage, key, value }: MapType): boolean =>
  !isReference(key) && !(storage === "Set" && value.kind === "number");

/** Whether elements of a list may be missing. */
export const isOpenList = (type: ArrayType): boolean => type.optional === true;

export const partOf = (base: Value, key: Key, part: Type, out: BlockBuilder, inLinearProgram = false): Value =>
  out.define(part, { kind: "load", base, key }, { linear: true, inLinearProgram });

/** What is in a slot that may be missing: a cotangent that is missing is not 0 here. */
export const openPartOf = (base: Value, key: Key, part: Type, out: BlockBuilder, inLinearProgram = false): Value =>
  out.define(part, { kind: "load", base, key }, { linear: part.kind !== "number", inLinearProgram });

/** Each entry of a map, by the keys that it has here. */
export function overEntries(
  of: Value,
  type: MapType,
  out: BlockBuilder,
  body: (inner: BlockBuilder, key: Value) => void,
  inLinearProgram = false,
): void {
  overKeys(keysOf(of, type, out, inLinearProgram), out, body, inLinearProgram);
}

export const keysType = ({ storage, key }: MapType): Type => ({
  kind: "array",
  storage: "Array",
  element: storage === "Object" ? stringType : key,
});

export const keysOf = (of: Value, type: MapType, out: BlockBuilder, inLinearProgram = false): Value =>
  out.define(keysType(type), { kind: "keysOf", base: of }, { inLinearProgram });

export function overKeys(
  keys: Value,
  out: BlockBuilder,
  body: (inner: BlockBuilder, key: Value) => void,
  inLinearProgram = false,
): void {
  const type = keys.type.kind === "array" ? keys.type.element : keys.type;
  const length = out.define(numberType, { kind: "length", base: keys }, { inLinearProgram });
  overRows(out, length, (inner, index) => {
    const load = { kind: "load", base: keys, key: indexKey(index) } as const;
    body(inner, inner.define(type, load, { inLinearProgram }));
  });
}

export function overRows(out: BlockBuilder, length: Atom, body: (inner: BlockBuilder, index: Value) => void): void {
  const index = newValue(out.ids, numberType, { name: "i" });
  const inner = new BlockBuilder(out.ids);
  body(inner, index);
  out.push({
    kind: "for",
    scope: newScope(out.ids),
    index,
    from: zero,
    test: "lt",
    to: length,
    step: 1,
    order: "ascending",
    carried: [],
    body: inner.block,
    span: out.span,
  });
}

interface Where {
  readonly otherwise?: Action;
  readonly inLinearProgram?: boolean;
}

/** Does one of two things, by whether what was read is there. */
export function whereThere(value: Value, out: BlockBuilder, action: Action, options: Where = {}): void {
  const { otherwise = () => {}, inLinearProgram = false } = options;
  branch(isMissing(value, out, inLinearProgram), otherwise, action, out);
}

/** What is made of something, if that is there. */
export function madeWhereThere(
  value: Value,
  made: Value,
  out: BlockBuilder,
  make: (inner: BlockBuilder) => Value,
): void {
  const inner = new BlockBuilder(out.ids);
  const results = [{ value: made, then: constant(undefined), else: make(inner) }];
  const sides = { then: [], else: inner.block, results };
  out.push({ kind: "if", scope: newScope(out.ids), condition: isMissing(value, out), ...sides, span: undefined });
}

export const isMissing = (value: Value, out: BlockBuilder, inLinearProgram = false): Value =>
  out.define(booleanType, { kind: "primitive", name: "isNullish", args: [value] }, { inLinearProgram });

/** Does something if an object has a field of its own. */
export function whereOwn(of: Value, name: string, out: BlockBuilder, action: Action): void {
  branch(out.define(booleanType, { kind: "hasField", base: of, name }), action, () => {}, out);
}

export function branch(condition: Value, then: Action, otherwise: Action, out: BlockBuilder): void {
  const block = (action: Action): Block => {
    const inner = new BlockBuilder(out.ids);
    action(inner);
    return inner.block;
  };
  const scope = newScope(out.ids);
  const sides = { then: block(then), else: block(otherwise) };
  out.push({ kind: "if", scope, condition, ...sides, results: [], span: undefined });
}

/** Undefined or null, whichever was read. */
export function nothingLike(value: Value, put: (nothing: Atom, at: BlockBuilder) => void, out: BlockBuilder): void {
  const isUndefined = out.primitive("eq", [value, constant(undefined)], booleanType);
  const side =
    (nothing: undefined | null): Action =>
    (inner) =>
      put(constant(nothing), inner);
  branch(isUndefined, side(undefined), side(null), out);
}

/** Each number of an object and each object that it refers to, where they are there: in a loop, those of an array or a map. */
export function overParts(
  of: Value,
  out: BlockBuilder,
  inLinearProgram: boolean,
  action: (inner: BlockBuilder, key: Key, part: Type) => void,
): void {
  const { type } = of;
  const visit = (at: BlockBuilder, key: Key, part: Type, isOpen: boolean): void => {
    if (part.kind !== "number" && !isReference(part)) return;
    if (!isOpen) action(at, key, part);
    else
      whereThere(openPartOf(of, key, part, at, inLinearProgram), at, (inner) => action(inner, key, part), {
        inLinearProgram,
      });
  };
  if (type.kind === "array") {
    const length = out.define(numberType, { kind: "length", base: of }, { inLinearProgram });
    overRows(out, length, (inner, index) => visit(inner, indexKey(index), type.element, isOpenList(type)));
  } else if (type.kind === "map")
    overEntries(of, type, out, (inner, key) => visit(inner, entryKey(key), type.value, false), inLinearProgram);
  else for (const slot of slotsOf(type)) visit(out, fieldKey(slot.name), slot.type, slot.isOpen);
}
