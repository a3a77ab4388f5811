import { must } from "../diagnostics/must.js";
import {
  type BlockBuilder,
  booleanType,
  constant,
  entryKey,
  fieldKey,
  indexKey,
  isReference,
  numberType,
} from "../ir/build.js";
import type { ArrayType, Atom, MapType, Type, Value } from "../ir/types.js";
import {
  type Action,
  isOpenList,
  keysType,
  overKeys,
  overRows,
  partOf,
  referencesIn,
  type Slot,
  slotsOf,
  whereThere,
} from "./parts.js";
import type { Put } from "./rebuild.js";

/**
 * The objects of a structure as they are at one point of a program: it may refer to other ones later, and its arrays may be longer. Numbers are
 * read from them, added to them or set at another point. Only statements of the IR are used, so this can be differentiated.
 */
export interface Spine {
  readonly type: Type;
  /** The object; of a list or a map of objects one of what is kept of each. */
  readonly own: Value;
  /** Of an array of numbers its length, of a list of such arrays a list of theirs, of a map its keys: if what is kept is copied later. */
  readonly lengths: Value | undefined;
  /** What a record or a tuple refers to. */
  readonly parts: readonly Part[];
  /** Of the numbers that may be missing, by name: whether they are. If what is kept is copied later. */
  readonly missing: readonly Named[];
}

/** What is kept of a part: of one that may be missing, packed in one value. */
export type Part = Slot & { readonly kept: Spine | Value };

export interface Named {
  readonly name: string;
  readonly value: Value;
}

export type Act = (each: Spine, inner: BlockBuilder) => void;

/** Does something with a part, if it is there. */
export function withPart({ kept, type }: Part, out: BlockBuilder, act: Act): void {
  if (isSpine(kept)) act(kept, out);
  else whereThere(kept, out, (inner) => act(unpack(type, kept, inner), inner));
}

export const isSpine = (kept: Spine | Value): kept is Spine => "parts" in kept;

export function sureSpine({ kept }: Part): Spine {
  if (!isSpine(kept)) throw new Error("spine: a part that may be missing");
  return kept;
}

// What is kept of an element of a list, of an entry of a map, or of a part that may be missing, is one value.

/**
 * What is kept of an element of a list is one value: the object itself, or a tuple of it, of its length, of which numbers are missing, and of
 * what is kept of its parts.
 */
export function packedType(type: Type, withLengths: boolean): Type {
  if (isWhole(type, withLengths)) return type;
  if (type.kind === "map") {
    const map: MapType = isReference(type.value) ? { ...type, value: packedType(type.value, withLengths) } : type;
    return withLengths ? { kind: "tuple", elements: [map, keysType(type)] } : map;
  }
  if (type.kind === "array") {
    if (isPlainList(type)) return withLengths ? { kind: "tuple", elements: [type, numberType] } : type;
    const { element } = type;
    if (isPlainList(element) && !isOpenList(type))
      return withLengths ? { kind: "tuple", elements: [type, numbers] } : type;
    if (isWhole(element, withLengths)) return type;
    return { ...listOf(packedType(element, withLengths)), ...(isOpenList(type) ? { optional: true } : {}) };
  }
  const missing = withLengths ? openNumbers(type).map(() => booleanType) : [];
  const parts = referencesIn(type).map((slot) => packedType(slot.type, withLengths));
  return { kind: "tuple", elements: [type, ...missing, ...parts] };
}

export function pack({ own, lengths, parts, missing }: Spine, out: BlockBuilder): Value {
  if (lengths === undefined && parts.length + missing.length === 0) return own;
  const elements = [
    own,
    ...(lengths === undefined ? [] : [lengths]),
    ...missing.map(({ value }) => value),
    ...parts.map(({ kept }) => (isSpine(kept) ? pack(kept, out) : kept)),
  ];
  return out.define(
    { kind: "tuple", elements: elements.map(({ type }) => type) },
    { kind: "makeArray", elements },
    { linear: true },
  );
}

function unpack(type: Type, packed: Value, out: BlockBuilder): Spine {
  const whole: Spine = { type, own: packed, lengths: undefined, parts: [], missing: [] };
  if (packed.type.kind !== "tuple" || isWhole(type, true)) return whole;
  const { elements } = packed.type;
  const at = (i: number): Value => partOf(packed, fieldKey(String(i)), must(elements[i]), out);
  if (type.kind === "array" || type.kind === "map") return { ...whole, own: at(0), lengths: at(1) };
  const slots = referencesIn(type);
  const first = elements.length - slots.length;
  const missing = first === 1 ? [] : openNumbers(type).map(({ name }, i) => ({ name, value: at(1 + i) }));
  const parts = slots.map((slot, i): Part => {
    const value = at(first + i);
    return { ...slot, kept: slot.isOpen ? value : unpack(slot.type, value, out) };
  });
  return { ...whole, own: at(0), parts, missing };
}

/** Does something with what was kept of an element, if it is there. */
export function withElement(
  spine: Spine,
  type: ArrayType,
  index: Atom,
  out: BlockBuilder,
  act: Act,
  otherwise?: Action,
): void {
  const { own, lengths } = spine;
  const key = indexKey(index);
  const value = partOf(own, key, own.type.kind === "array" ? own.type.element : type.element, out);
  const each = (inner: BlockBuilder): Spine => {
    const found = unpack(type.element, value, inner);
    return lengths === undefined ? found : { ...found, lengths: partOf(lengths, key, numberType, inner) };
  };
  if (!isOpenList(type)) act(each(out), out);
  else whereThere(value, out, (inner) => act(each(inner), inner), otherwise === undefined ? {} : { otherwise });
}

/** What was kept of an entry. */
export const entryOf = ({ own }: Spine, { value }: MapType, key: Atom, out: BlockBuilder): Spine =>
  unpack(value, partOf(own, entryKey(key), own.type.kind === "map" ? own.type.value : value, out), out);

/** A map with what is made for each key. */
export function mapEntries(
  { own }: Spine,
  type: MapType,
  keys: Value,
  out: BlockBuilder,
  make: (key: Value, inner: BlockBuilder) => Value,
): Value {
  const made = out.define(type, { kind: "newMap" }, { name: own.name, linear: true });
  overKeys(keys, out, (inner, key) =>
    inner.push({ kind: "store", base: made, key: entryKey(key), value: make(key, inner), linear: false }),
  );
  return made;
}

/** A list with what is made of each element. */
export function mapList(
  spine: Spine,
  type: ArrayType,
  out: BlockBuilder,
  make: (each: Spine, inner: BlockBuilder, index: Value) => Value,
): Value {
  const { own } = spine;
  const length = out.define(numberType, { kind: "length", base: own });
  const made = out.define(type, { kind: "newArray", length, fill: undefined }, { name: own.name, linear: true });
  overRows(out, length, (row, index) => {
    const put: Put = (value, at) =>
      at.push({ kind: "store", base: made, key: indexKey(index), value, linear: false, exists: true });
    const act: Act = (each, inner) => put(make(each, inner, index), inner);
    withElement(spine, type, index, row, act, (inner) => put(constant(undefined), inner));
  });
  return made;
}

export const isPlainList = (type: Type): boolean => type.kind === "array" && !isReference(type.element);

/** A record or a tuple that refers to nothing: all that is kept of it is itself. */
export const isWhole = (type: Type, withLengths: boolean): boolean =>
  type.kind !== "array" &&
  type.kind !== "map" &&
  referencesIn(type).length === 0 &&
  !(withLengths && openNumbers(type).length > 0);

export const openNumbers = (type: Type): readonly Slot[] =>
  slotsOf(type).filter((slot) => slot.isOpen && slot.type.kind === "number");

export const numbers: Type = { kind: "array", storage: "Float64Array", element: numberType };
export const listOf = (element: Type): ArrayType => ({ kind: "array", storage: "Array", element });
