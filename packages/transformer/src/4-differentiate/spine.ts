import { type BlockBuilder, fieldKey, indexKey, isReference, numberType } from "../ir/build.js";
import type { Type, Value } from "../ir/types.js";
import { addTree, overParts, overRows } from "./rebuild.js";

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
      keepSpine(`${name}_${field}`, out.define(part, { kind: "load", base: shadow, key: fieldKey(field) }), out),
    );
    return [{ name, value: shadow }, ...parts];
  }
  const rows = out.define(type, { kind: "slice", base: shadow, start: undefined, end: undefined });
  const length = out.define(numberType, { kind: "length", base: rows });
  const columns = referencesIn(type.element).map(([field, part]): Kept => {
    const column = out.define(listOf(part), { kind: "newArray", length, fill: undefined });
    overRows(out, length, (inner, index) => {
      const key = indexKey(index);
      const row = inner.define(type.element, { kind: "load", base: rows, key });
      const value = inner.define(part, { kind: "load", base: row, key: fieldKey(field) });
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
      const given = out.define(part, { kind: "load", base: from, key: fieldKey(field) }, { linear: true });
      addToSpine(`${name}_${field}`, kept, given, out);
    }
    return;
  }
  const columns = referencesIn(type.element).map(([field]) => ({ field, column: kept(`${name}_${field}`) }));
  overParts(from, out, false, (inner, key, part) => {
    const row = inner.define(part, { kind: "load", base: from, key }, { linear: true });
    const target = inner.define(part, { kind: "load", base: to, key }, { linear: true });
    if (part.kind === "array") addTree(target, row, inner);
    else addNumbers(target, row, inner);
    for (const { field, column } of columns) {
      if (column.type.kind !== "array") continue;
      const { element } = column.type;
      const given = inner.define(element, { kind: "load", base: row, key: fieldKey(field) }, { linear: true });
      addTree(inner.define(element, { kind: "load", base: column, key }, { linear: true }), given, inner);
    }
  });
}

/** The numbers of an object itself. */
function addNumbers(to: Value, from: Value, out: BlockBuilder): void {
  overParts(from, out, false, (inner, key, part) => {
    if (part.kind !== "number") return;
    const value = inner.define(part, { kind: "load", base: from, key }, { linear: true });
    inner.push({ kind: "accumulate", base: to, key, value, linear: false });
  });
}

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
