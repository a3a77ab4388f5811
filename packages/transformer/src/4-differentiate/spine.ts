import { must } from "../diagnostics/must.js";
import { type BlockBuilder, constant, fieldKey, indexKey, isReference, numberType, zero } from "../ir/build.js";
import type { ArrayType, Atom, Key, Type, Value } from "../ir/types.js";
import {
  addNumbers,
  addTree,
  clearNumbers,
  clearTree,
  makeLike,
  overParts,
  overRows,
  referencesIn,
  takeParts,
} from "./rebuild.js";

/**
 * The objects of a structure as they are at one point of a program: it may refer to other ones later, and its arrays may be longer. Numbers are
 * read from them, added to them or set at another point. Only statements of the IR are used, so this can be differentiated.
 */
export interface Spine {
  readonly type: Type;
  /** The object; of a list of objects a list of what is kept of each. */
  readonly own: Value;
  /** Of an array of numbers its length, of a list of such arrays a list of theirs: if what is kept is copied later. */
  readonly lengths: Value | undefined;
  /** What a record or a tuple refers to, by name. */
  readonly parts: readonly (readonly [string, Spine])[];
}

/** Keeps the objects that a structure has here. */
export function keepSpine(of: Value, out: BlockBuilder, withLengths: boolean): Spine {
  const { type } = of;
  if (type.kind !== "array") {
    const parts = referencesIn(type).map(([name, part]): [string, Spine] => [
      name,
      keepSpine(partOf(of, fieldKey(name), part, out), out, withLengths),
    ]);
    return { type, own: of, lengths: undefined, parts };
  }
  const { element } = type;
  const length = (at: BlockBuilder, list: Value): Value => at.define(numberType, { kind: "length", base: list });
  if (!isReference(element)) return { type, own: of, lengths: withLengths ? length(out, of) : undefined, parts: [] };
  const options = { name: of.name, linear: true } as const;
  const list = out.define(type, { kind: "slice", base: of, start: undefined, end: undefined }, options);
  const count = length(out, list);
  if (isPlainList(element)) {
    const lengths = withLengths ? out.define(numbers, { kind: "newArray", length: count, fill: undefined }) : undefined;
    if (lengths !== undefined)
      overRows(out, count, (inner, index) => {
        const value = length(inner, partOf(list, indexKey(index), element, inner));
        inner.push({ kind: "store", base: lengths, key: indexKey(index), value, linear: false, exists: true });
      });
    return { type, own: list, lengths, parts: [] };
  }
  if (isWhole(element)) return { type, own: list, lengths: undefined, parts: [] };
  const packed = listOf(packedType(element, withLengths));
  const kept = out.define(packed, { kind: "newArray", length: count, fill: undefined }, options);
  overRows(out, count, (inner, index) => {
    const key = indexKey(index);
    const value = pack(keepSpine(partOf(list, key, element, inner), inner, withLengths), inner);
    inner.push({ kind: "store", base: kept, key, value, linear: false, exists: true });
  });
  return { type, own: kept, lengths: undefined, parts: [] };
}

/** The numbers that the objects hold now, in a structure of its own: with the lengths that it had, if these were kept. */
export function copySpine(spine: Spine, out: BlockBuilder): Value {
  const { type, own, lengths, parts } = spine;
  if (type.kind === "array") {
    if (isReference(type.element)) return mapList(spine, type, out, (each, inner) => copySpine(each, inner));
    const end = lengths ?? out.define(numberType, { kind: "length", base: own });
    return out.define(type, { kind: "slice", base: own, start: zero, end }, { name: own.name, linear: true });
  }
  const copied = (name: string, part: Type): Atom => {
    const inside = parts.find(([one]) => one === name)?.[1];
    if (inside !== undefined) return copySpine(inside, out);
    return part.kind === "undefined" ? constant(undefined) : partOf(own, fieldKey(name), part, out);
  };
  return makeLike(own, copied, out);
}

/** Sets the numbers of the objects to 0. */
export function clearSpine(spine: Spine, out: BlockBuilder): void {
  const { type, own, parts } = spine;
  if (type.kind === "array" && isReference(type.element)) {
    const count = out.define(numberType, { kind: "length", base: own });
    overRows(out, count, (inner, index) => clearSpine(elementOf(spine, type, index, inner), inner));
  } else if (type.kind === "array") clearTree(own, out);
  else {
    clearNumbers(own, out);
    for (const [, part] of parts) clearSpine(part, out);
  }
}

/** Adds the numbers of a structure to those of the objects. */
export function addToSpine(spine: Spine, from: Value, out: BlockBuilder): void {
  const { type, own, parts } = spine;
  if (type.kind === "array" && isReference(type.element)) {
    overParts(from, out, false, (inner, key, part) => {
      if (key.kind === "index")
        addToSpine(elementOf(spine, type, key.index, inner), partOf(from, key, part, inner), inner);
    });
  } else if (type.kind === "array") addTree(own, from, out);
  else {
    addNumbers(own, from, out);
    for (const [name, part] of parts) addToSpine(part, partOf(from, fieldKey(name), typeAt(from.type, name), out), out);
  }
}

/**
 * The numbers of the objects, in a structure of its own; they hold zeros then. Its lists are as long as those of `like`: the program may have
 * made its own longer.
 */
export function takeSpine(spine: Spine, like: Value, out: BlockBuilder): Value {
  const { type, own, parts } = spine;
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
  const inside = (name: string): Value => {
    const [, part] = must(parts.find(([one]) => one === name));
    return takeSpine(part, partOf(like, fieldKey(name), typeAt(like.type, name), out), out);
  };
  return takeParts(own, inside, out);
}

// ------------------------------------------------------------------------------------------------------------- frames

export interface Named {
  readonly name: string;
  readonly value: Value;
}

/** What is kept, by name. */
export const namedSpine = (name: string, { own, lengths, parts }: Spine): readonly Named[] => [
  { name, value: own },
  ...(lengths === undefined ? [] : [{ name: `${name}_lengths`, value: lengths }]),
  ...parts.flatMap(([part, spine]) => namedSpine(`${name}_${part}`, spine)),
];

/** What was kept by name, without lengths, of a structure of this type. */
export const spineNamed = (name: string, type: Type, kept: (name: string) => Value): Spine => ({
  type,
  own: kept(name),
  lengths: undefined,
  parts: referencesIn(type).map(([part, of]) => [part, spineNamed(`${name}_${part}`, of, kept)]),
});

// ----------------------------------------------------------------------------------------------------- lists of objects

/** What is kept of an element of a list is one value: the object itself, or a tuple of it, of its length and of what is kept of its parts. */
function packedType(type: Type, withLengths: boolean): Type {
  if (isWhole(type)) return type;
  if (type.kind === "array") {
    if (isPlainList(type)) return withLengths ? { kind: "tuple", elements: [type, numberType] } : type;
    if (isPlainList(type.element)) return withLengths ? { kind: "tuple", elements: [type, numbers] } : type;
    return isWhole(type.element) ? type : listOf(packedType(type.element, withLengths));
  }
  return { kind: "tuple", elements: [type, ...referencesIn(type).map(([, part]) => packedType(part, withLengths))] };
}

function pack({ own, lengths, parts }: Spine, out: BlockBuilder): Value {
  if (lengths === undefined && parts.length === 0) return own;
  const elements = [own, ...(lengths === undefined ? [] : [lengths]), ...parts.map(([, part]) => pack(part, out))];
  return out.define(
    { kind: "tuple", elements: elements.map(({ type }) => type) },
    { kind: "makeArray", elements },
    { linear: true },
  );
}

function unpack(type: Type, packed: Value, out: BlockBuilder): Spine {
  const whole: Spine = { type, own: packed, lengths: undefined, parts: [] };
  if (packed.type.kind !== "tuple" || isWhole(type)) return whole;
  const { elements } = packed.type;
  const at = (i: number): Value => partOf(packed, fieldKey(String(i)), must(elements[i]), out);
  if (type.kind === "array") return { ...whole, own: at(0), lengths: at(1) };
  return {
    ...whole,
    own: at(0),
    parts: referencesIn(type).map(([name, part], i) => [name, unpack(part, at(i + 1), out)]),
  };
}

/** What was kept of an element. */
function elementOf({ own, lengths }: Spine, { element }: ArrayType, index: Atom, out: BlockBuilder): Spine {
  const key = indexKey(index);
  const kept = own.type.kind === "array" ? own.type.element : element;
  const value = partOf(own, key, kept, out);
  if (lengths === undefined) return unpack(element, value, out);
  return { type: element, own: value, lengths: partOf(lengths, key, numberType, out), parts: [] };
}

/** A list with what is made of each element. */
function mapList(
  spine: Spine,
  type: ArrayType,
  out: BlockBuilder,
  make: (each: Spine, inner: BlockBuilder, index: Value) => Value,
): Value {
  const { own } = spine;
  const length = out.define(numberType, { kind: "length", base: own });
  const made = out.define(type, { kind: "newArray", length, fill: undefined }, { name: own.name, linear: true });
  overRows(out, length, (inner, index) => {
    const value = make(elementOf(spine, type, index, inner), inner, index);
    inner.push({ kind: "store", base: made, key: indexKey(index), value, linear: false, exists: true });
  });
  return made;
}

const isPlainList = (type: Type): boolean => type.kind === "array" && !isReference(type.element);

/** A record or a tuple that refers to nothing: all that is kept of it is itself. */
const isWhole = (type: Type): boolean => type.kind !== "array" && referencesIn(type).length === 0;

const partOf = (base: Value, key: Key, part: Type, out: BlockBuilder): Value =>
  out.define(part, { kind: "load", base, key }, { linear: true });

const typeAt = (type: Type, name: string): Type => must(referencesIn(type).find(([one]) => one === name))[1];

const numbers: Type = { kind: "array", storage: "Float64Array", element: numberType };
const listOf = (element: Type): ArrayType => ({ kind: "array", storage: "Array", element });
