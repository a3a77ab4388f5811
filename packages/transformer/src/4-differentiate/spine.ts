import { type BlockBuilder, fieldKey, indexKey, isReference, numberType, zero } from "../ir/build.js";
import type { Key, Type, Value } from "../ir/types.js";
import { addTree, clearTree, overParts, overRows, takeParts, takeTree } from "./rebuild.js";

// The objects of a shadow as they are when a function with a rule is called. The program may refer to others later; the cotangents that the
// rule gives belong to these. They are kept by name, in the frame of the call.

export interface Kept {
  readonly name: string;
  readonly value: Value;
}

/** A shadow, and what it refers to: of an array of objects the list of them, and for each of their fields the list of what they refer to. */
export function keepSpine(name: string, shadow: Value, out: BlockBuilder): readonly Kept[] {
  const { type } = shadow;
  if (type.kind !== "array" || !isReference(type.element)) {
    const parts = referencesIn(type).flatMap(([field, part]) =>
      keepSpine(`${name}_${field}`, partOf(shadow, fieldKey(field), part, out), out),
    );
    return [{ name, value: shadow }, ...parts];
  }
  const rows = out.define(type, { kind: "slice", base: shadow, start: undefined, end: undefined }, { linear: true });
  const length = out.define(numberType, { kind: "length", base: rows });
  const columns = referencesIn(type.element).map(([field, part]): Kept => {
    const column = out.define(listOf(part), { kind: "newArray", length, fill: undefined }, { linear: true });
    overRows(out, length, (inner, index) => {
      const key = indexKey(index);
      const value = partOf(partOf(rows, key, type.element, inner), fieldKey(field), part, inner);
      inner.push({ kind: "store", base: column, key, value, linear: false, exists: true });
    });
    return { name: `${name}_${field}`, value: column };
  });
  return [{ name, value: rows }, ...columns];
}

/** Adds a structure to the objects that were kept. */
export function addToSpine(name: string, kept: (name: string) => Value, from: Value, out: BlockBuilder): void {
  const to = kept(name);
  const { type } = to;
  if (type.kind === "array" && !isReference(type.element)) {
    addTree(to, from, out);
    return;
  }
  if (type.kind !== "array") {
    addNumbers(to, from, out);
    for (const [field, part] of referencesIn(type)) {
      const given = partOf(from, fieldKey(field), part, out);
      addToSpine(`${name}_${field}`, kept, given, out);
    }
    return;
  }
  const columns = referencesIn(type.element).map(([field]) => ({ field, column: kept(`${name}_${field}`) }));
  overParts(from, out, false, (inner, key, part) => {
    const row = partOf(from, key, part, inner);
    const target = partOf(to, key, part, inner);
    if (part.kind === "array") addTree(target, row, inner);
    else addNumbers(target, row, inner);
    for (const { field, column } of columns) {
      if (column.type.kind !== "array") continue;
      const { element } = column.type;
      addTree(partOf(column, key, element, inner), partOf(row, fieldKey(field), element, inner), inner);
    }
  });
}

/**
 * The numbers of the objects that were kept, in a structure of its own; they hold zeros then. Its lists are as long as those of `like`: the
 * program may have made its own longer.
 */
export function takeSpine(name: string, kept: (name: string) => Value, like: Value, out: BlockBuilder): Value {
  const from = kept(name);
  const { type } = from;
  if (type.kind !== "array") {
    const inside = (field: string): Value => {
      const [, part] = referencesIn(like.type).find(([one]) => one === field) ?? [field, like.type];
      return takeSpine(`${name}_${field}`, kept, partOf(like, fieldKey(field), part, out), out);
    };
    return takeParts(from, inside, out);
  }
  const { element } = type;
  if (!isReference(element)) return takeNumbers(from, like, out);
  const length = out.define(numberType, { kind: "length", base: from });
  const taken = out.define(type, { kind: "newArray", length, fill: undefined }, { name: from.name, linear: true });
  const columns = new Map(referencesIn(element).map(([field]) => [field, kept(`${name}_${field}`)]));
  overRows(out, length, (inner, index) => {
    const key = indexKey(index);
    const row = partOf(from, key, element, inner);
    const ofColumn = (field: string, part: Type): Value =>
      takeTree(partOf(columns.get(field) as Value, key, part, inner), inner);
    const isList = element.kind === "array" && like.type.kind === "array";
    const value = isList
      ? takeNumbers(row, partOf(like, key, like.type.element, inner), inner)
      : takeParts(row, ofColumn, inner);
    inner.push({ kind: "store", base: taken, key, value, linear: false, exists: true });
  });
  return taken;
}

function takeNumbers(from: Value, like: Value, out: BlockBuilder): Value {
  const end = out.define(numberType, { kind: "length", base: like });
  const options = { name: from.name, linear: true } as const;
  const taken = out.define(from.type, { kind: "slice", base: from, start: zero, end }, options);
  clearTree(from, out);
  return taken;
}

/** The numbers of an object itself. */
function addNumbers(to: Value, from: Value, out: BlockBuilder): void {
  overParts(from, out, false, (inner, key, part) => {
    if (part.kind !== "number") return;
    const value = inner.define(part, { kind: "load", base: from, key }, { linear: true });
    inner.push({ kind: "accumulate", base: to, key, value, linear: false });
  });
}

const partOf = (base: Value, key: Key, part: Type, out: BlockBuilder): Value =>
  out.define(part, { kind: "load", base, key }, { linear: true });

const listOf = (element: Type): Type => ({ kind: "array", storage: "Array", element });

function referencesIn(type: Type): readonly (readonly [string, Type])[] {
  const fields =
    type.kind === "record"
      ? type.fields.map((field) => [field.name, field.type] as const)
      : type.kind === "tuple"
        ? type.elements.map((element, i) => [String(i), element] as const)
        : [];
  return fields.filter(([, part]) => isReference(part));
}
