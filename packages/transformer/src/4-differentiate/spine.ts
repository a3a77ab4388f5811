import { must } from "../diagnostics/must.js";
import {
  type BlockBuilder,
  entryKey,
  fieldKey,
  indexKey,
  isReference,
  newValue,
  numberType,
  zero,
} from "../ir/build.js";
import type { Key, MapType, Type, Value } from "../ir/types.js";
import {
  type Act,
  entryOf,
  isPlainList,
  isSpine,
  isWhole,
  listOf,
  mapEntries,
  mapList,
  type Named,
  numbers,
  openNumbers,
  type Part,
  pack,
  packedType,
  type Spine,
  sureSpine,
  withElement,
  withPart,
} from "./kept.js";
import {
  type Action,
  branch,
  isMissing,
  isOpenList,
  keysOf,
  madeWhereThere,
  openPartOf,
  overEntries,
  overParts,
  overRows,
  partOf,
  referencesIn,
  type Slot,
  slotsOf,
  whereThere,
} from "./parts.js";
import { addNumbers, addTree, clearNumbers, clearTree, makeLike, takeNumber } from "./rebuild.js";

/** Keeps the objects that a structure has here. */
export function keepSpine(of: Value, out: BlockBuilder, withLengths: boolean): Spine {
  const { type } = of;
  const whole: Spine = { type, own: of, lengths: undefined, parts: [], missing: [] };
  if (type.kind === "map") return keepMap(whole, type, out, withLengths);
  if (type.kind !== "array") {
    const parts = referencesIn(type).map((slot): Part => {
      const value = partOf(of, fieldKey(slot.name), slot.type, out);
      return { ...slot, kept: slot.isOpen ? keepOpen(value, out, withLengths) : keepSpine(value, out, withLengths) };
    });
    const missing = (withLengths ? openNumbers(type) : []).map(({ name }): Named => {
      return { name, value: isMissing(openPartOf(of, fieldKey(name), numberType, out), out) };
    });
    return { ...whole, parts, missing };
  }
  const { element } = type;
  const length = (at: BlockBuilder, list: Value): Value => at.define(numberType, { kind: "length", base: list });
  if (!isReference(element)) return { ...whole, lengths: withLengths ? length(out, of) : undefined };
  const options = { name: of.name, linear: true } as const;
  const list = out.define(type, { kind: "slice", base: of, start: undefined, end: undefined }, options);
  const count = length(out, list);
  if (isPlainList(element) && !isOpenList(type)) {
    const lengths = withLengths ? out.define(numbers, { kind: "newArray", length: count, fill: undefined }) : undefined;
    if (lengths !== undefined)
      overRows(out, count, (inner, index) => {
        const value = length(inner, partOf(list, indexKey(index), element, inner));
        inner.push({ kind: "store", base: lengths, key: indexKey(index), value, linear: false, exists: true });
      });
    return { ...whole, own: list, lengths };
  }
  if (isWhole(element, withLengths)) return { ...whole, own: list };
  const packed = listOf(packedType(element, withLengths));
  const kept = out.define(packed, { kind: "newArray", length: count, fill: undefined }, options);
  overRows(out, count, (inner, index) => {
    const key = indexKey(index);
    const own = partOf(list, key, element, inner);
    const value = isOpenList(type)
      ? keepOpen(own, inner, withLengths)
      : pack(keepSpine(own, inner, withLengths), inner);
    inner.push({ kind: "store", base: kept, key, value, linear: false, exists: true });
  });
  return { ...whole, own: kept };
}

function keepMap(whole: Spine, type: MapType, out: BlockBuilder, withLengths: boolean): Spine {
  const { own } = whole;
  const lengths = withLengths ? keysOf(own, type, out) : undefined;
  if (!isReference(type.value)) return { ...whole, lengths };
  const packed: MapType = { ...type, value: packedType(type.value, withLengths) };
  const kept = out.define(packed, { kind: "newMap" }, { name: own.name, linear: true });
  overEntries(own, type, out, (inner, key) => {
    const value = pack(keepSpine(partOf(own, entryKey(key), type.value, inner), inner, withLengths), inner);
    inner.push({ kind: "store", base: kept, key: entryKey(key), value, linear: false });
  });
  return { ...whole, own: kept, lengths };
}

/** What is kept of what may be missing, in one value. */
function keepOpen(value: Value, out: BlockBuilder, withLengths: boolean): Value {
  if (isWhole(value.type, withLengths)) return value;
  const kept = newValue(out.ids, packedType(value.type, withLengths), { name: value.name, linear: true });
  const make = (inner: BlockBuilder): Value => pack(keepSpine(value, inner, withLengths), inner);
  madeWhereThere(value, kept, out, make);
  return kept;
}

/** The numbers that the objects hold now, in a structure of its own: with the lengths that it had, if these were kept. */
export function copySpine(spine: Spine, out: BlockBuilder): Value {
  const { type, own, lengths, parts, missing } = spine;
  if (type.kind === "map")
    return mapEntries(spine, type, lengths ?? keysOf(own, type, out), out, (key, inner) =>
      isReference(type.value)
        ? copySpine(entryOf(spine, type, key, inner), inner)
        : partOf(own, entryKey(key), type.value, inner),
    );
  if (type.kind === "array") {
    if (isReference(type.element)) return mapList(spine, type, out, (each, inner) => copySpine(each, inner));
    const end = lengths ?? out.define(numberType, { kind: "length", base: own });
    return out.define(type, { kind: "slice", base: own, start: zero, end }, { name: own.name, linear: true });
  }
  const number = ({ name, type: part }: Slot, at: BlockBuilder): Value => partOf(own, fieldKey(name), part, at);
  const partNamed = (name: string): Part => must(parts.find((part) => part.name === name));
  return makeLike(
    own,
    {
      sure: (slot) => (isReference(slot.type) ? copySpine(sureSpine(partNamed(slot.name)), out) : number(slot, out)),
      open: (slot, put) => {
        if (isReference(slot.type))
          withPart(partNamed(slot.name), out, (part, inner) => put(copySpine(part, inner), inner));
        const isGone = missing.find(({ name }) => name === slot.name)?.value;
        if (isGone !== undefined) branch(isGone, nothing, (inner) => put(number(slot, inner), inner), out);
      },
    },
    out,
  );
}

/** Sets the numbers of the objects to 0. */
export function clearSpine(spine: Spine, out: BlockBuilder): void {
  const { type, own, parts } = spine;
  if (type.kind === "array" && isReference(type.element)) {
    const count = out.define(numberType, { kind: "length", base: own });
    overRows(out, count, (row, index) => withElement(spine, type, index, row, clearSpine));
  } else if (type.kind === "map" && isReference(type.value))
    overEntries(own, type, out, (inner, key) => clearSpine(entryOf(spine, type, key, inner), inner));
  else if (type.kind === "array" || type.kind === "map") clearTree(own, out);
  else {
    clearNumbers(own, out);
    for (const part of parts) withPart(part, out, clearSpine);
  }
}

/** Adds the numbers of a structure to those of the objects. */
export function addToSpine(spine: Spine, from: Value, out: BlockBuilder): void {
  const { type, own, parts } = spine;
  const addPart =
    (key: Key, part: Type): Act =>
    (each, inner) =>
      addToSpine(each, partOf(from, key, part, inner), inner);
  if (type.kind === "array" && isReference(type.element)) {
    overParts(from, out, false, (inner, key, part) => {
      if (key.kind === "index") withElement(spine, type, key.index, inner, addPart(key, part));
    });
  } else if (type.kind === "map" && isReference(type.value))
    overParts(from, out, false, (inner, key, part) => {
      if (key.kind === "entry") addPart(key, part)(entryOf(spine, type, key.key, inner), inner);
    });
  else if (type.kind === "array" || type.kind === "map") addTree(own, from, out);
  else {
    addNumbers(own, from, out);
    overParts(from, out, false, (inner, key, part) => {
      const kept = key.kind === "field" ? parts.find(({ name }) => name === key.name) : undefined;
      if (kept !== undefined) withPart(kept, inner, addPart(key, part));
    });
  }
}

/**
 * The numbers of the objects, in a structure of its own; they hold zeros then. It has the places that are there in `like`, and its lists are
 * as long: the program may have made its own longer.
 */
export function takeSpine(spine: Spine, like: Value, out: BlockBuilder): Value {
  const { type, own, parts } = spine;
  if (type.kind === "map" && like.type.kind === "map") return takeMap(spine, type, like, like.type, out);
  if (type.kind === "array") {
    if (isReference(type.element))
      return mapList(spine, type, out, (each, inner, index) => {
        const part = like.type.kind === "array" ? like.type.element : type.element;
        return takeSpine(each, partOf(like, indexKey(index), part, inner), inner);
      });
    const end = out.define(numberType, { kind: "length", base: like });
    const taken = out.define(type, { kind: "slice", base: own, start: zero, end }, { name: own.name, linear: true });
    clearTree(own, out);
    return taken;
  }
  const partNamed = (name: string): Part => must(parts.find((part) => part.name === name));
  const likePart = (name: string, at: BlockBuilder): Value => {
    const slot = must(slotsOf(like.type).find((one) => one.name === name));
    return openPartOf(like, fieldKey(name), slot.type, at);
  };
  return makeLike(
    own,
    {
      sure: ({ name, type: part }) =>
        isReference(part)
          ? takeSpine(sureSpine(partNamed(name)), likePart(name, out), out)
          : takeNumber(own, fieldKey(name), out),
      open: ({ name, type: part }, put) => {
        const there = likePart(name, out);
        if (part.kind === "number")
          whereThere(there, out, (inner) => put(takeNumber(own, fieldKey(name), inner), inner));
        else if (isReference(part))
          withPart(partNamed(name), out, (each, inner) => put(takeSpine(each, there, inner), inner));
      },
    },
    out,
  );
}

function takeMap(spine: Spine, type: MapType, like: Value, likeType: MapType, out: BlockBuilder): Value {
  return mapEntries(spine, type, keysOf(like, likeType, out), out, (key, inner) => {
    if (!isReference(type.value)) return takeNumber(spine.own, entryKey(key), inner);
    return takeSpine(entryOf(spine, type, key, inner), partOf(like, entryKey(key), likeType.value, inner), inner);
  });
}

const nothing: Action = () => {};

// ------------------------------------------------------------------------------------------------------------- frames

/** What is kept, by name. */
export const namedSpine = (name: string, { own, lengths, parts }: Spine): readonly Named[] => [
  { name, value: own },
  ...(lengths === undefined ? [] : [{ name: `${name}_lengths`, value: lengths }]),
  ...parts.flatMap(({ name: part, kept }) => {
    const inside = `${name}_${part}`;
    return isSpine(kept) ? namedSpine(inside, kept) : [{ name: inside, value: kept }];
  }),
];

/** What was kept by name, without lengths, of a structure of this type. */
export const spineNamed = (name: string, type: Type, kept: (name: string) => Value): Spine => ({
  type,
  own: kept(name),
  lengths: undefined,
  parts: referencesIn(type).map((slot) => {
    const inside = `${name}_${slot.name}`;
    return { ...slot, kept: slot.isOpen ? kept(inside) : spineNamed(inside, slot.type, kept) };
  }),
  missing: [],
});
