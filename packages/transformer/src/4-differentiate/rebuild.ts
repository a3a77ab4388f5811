import {
  BlockBuilder,
  constant,
  fieldKey,
  indexKey,
  isReference,
  newScope,
  newValue,
  numberType,
  zero,
} from "../ir/build.js";
import type { Atom, Key, Type, Value } from "../ir/types.js";

/** One array of numbers. */
export const isFlat = (type: Type): boolean =>
  type.kind === "array" && type.element.kind === "number" && type.optional !== true;

/** Whether statements can go through all of it. */
export function isTree(type: Type, around: readonly Type[] = []): boolean {
  if (!isReference(type)) return true;
  if (around.includes(type)) return false;
  const inside = [...around, type];
  switch (type.kind) {
    case "array":
      return type.optional !== true && isTree(type.element, inside);
    case "tuple":
      return type.elements.every((element) => isTree(element, inside));
    case "record":
      return (
        type.variable === undefined &&
        // Of records that have become one, each has only some of the fields.
        type.isMerged !== true &&
        type.fields.every((field) => field.optional !== true && isTree(field.type, inside))
      );
    default:
      return false;
  }
}

/** A copy of a structure, as it is here. */
export function cloneTree(of: Value, out: BlockBuilder): Value {
  const { type } = of;
  const options = { name: of.name, linear: true } as const;
  const inside = (at: BlockBuilder, key: Key, part: Type): Value => {
    const value = at.define(part, { kind: "load", base: of, key }, { linear: true });
    return isReference(part) ? cloneTree(value, at) : value;
  };
  if (type.kind === "array") {
    const length = out.define(numberType, { kind: "length", base: of });
    if (!isReference(type.element))
      return out.define(type, { kind: "slice", base: of, start: zero, end: length }, options);
    const copies = out.define(type, { kind: "newArray", length, fill: undefined }, options);
    overRows(out, length, (inner, index) => {
      const key = indexKey(index);
      const value = inside(inner, key, type.element);
      inner.push({ kind: "store", base: copies, key, value, linear: false, exists: true });
    });
    return copies;
  }
  return makeLike(of, (name, part) => (part.kind === "undefined" ? nothing : inside(out, fieldKey(name), part)), out);
}

const nothing = constant(undefined);

/** A record or a tuple like another, with what `give` says for each of its places. */
export function makeLike(of: Value, give: (name: string, part: Type) => Atom, out: BlockBuilder): Value {
  const { type } = of;
  const options = { name: of.name, linear: true } as const;
  if (type.kind === "tuple") {
    const elements = type.elements.map((part, i) => give(String(i), part));
    return out.define(type, { kind: "makeArray", elements }, options);
  }
  if (type.kind !== "record") return of;
  const fields = type.fields.map(({ name, type: part }) => ({ name, value: give(name, part) }));
  return out.define(type, { kind: "makeRecord", fields }, options);
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
    span: undefined,
  });
}

/** Sets all numbers of a structure to 0. */
export function clearTree(of: Value, out: BlockBuilder, inLinearProgram = false): void {
  const { type } = of;
  const linear = inLinearProgram;
  if (type.kind === "array" && !isReference(type.element)) {
    out.push({ kind: "fill", base: of, value: zero, start: undefined, end: undefined, linear });
    return;
  }
  overParts(of, out, inLinearProgram, (inner, key, part) => {
    if (part.kind === "number") inner.push({ kind: "store", base: of, key, value: zero, linear, exists: true });
    else if (isReference(part)) {
      const load = { kind: "load", base: of, key } as const;
      clearTree(inner.define(part, load, { linear: true, inLinearProgram }), inner, inLinearProgram);
    }
  });
}

/** The numbers of a record or a tuple itself, and for what it refers to what `inside` gives. */
export const takeParts = (of: Value, inside: (field: string, part: Type) => Value, out: BlockBuilder): Value =>
  makeLike(
    of,
    (name, part) => {
      if (isReference(part)) return inside(name, part);
      return part.kind === "number" ? takeNumber(of, fieldKey(name), out) : nothing;
    },
    out,
  );

function takeNumber(base: Value, key: Key, out: BlockBuilder): Value {
  const value = out.define(numberType, { kind: "load", base, key }, { linear: true });
  out.push({ kind: "store", base, key, value: zero, linear: false, exists: true });
  return value;
}

/** Adds the numbers of one structure to those of another, whose arrays may have more elements: a program may have made its own shorter. */
export function addTree(to: Value, from: Value, out: BlockBuilder): void {
  overParts(from, out, false, (inner, key, part) => {
    if (part.kind !== "number" && !isReference(part)) return;
    const value = inner.define(part, { kind: "load", base: from, key }, { linear: true });
    if (part.kind === "number") inner.push({ kind: "accumulate", base: to, key, value, linear: false });
    else addTree(inner.define(part, { kind: "load", base: to, key }, { linear: true }), value, inner);
  });
}

/** Adds the numbers of an object itself. */
export function addNumbers(to: Value, from: Value, out: BlockBuilder): void {
  overParts(from, out, false, (inner, key, part) => {
    if (part.kind !== "number") return;
    const value = inner.define(part, { kind: "load", base: from, key }, { linear: true });
    inner.push({ kind: "accumulate", base: to, key, value, linear: false });
  });
}

/** Sets the numbers of an object itself to 0. */
export function clearNumbers(of: Value, out: BlockBuilder): void {
  overParts(of, out, false, (inner, key, part) => {
    if (part.kind === "number") inner.push({ kind: "store", base: of, key, value: zero, linear: false, exists: true });
  });
}

/** What a record or a tuple refers to, by name. */
export function referencesIn(type: Type): readonly (readonly [string, Type])[] {
  const fields =
    type.kind === "record"
      ? type.fields.map((field) => [field.name, field.type] as const)
      : type.kind === "tuple"
        ? type.elements.map((element, i) => [String(i), element] as const)
        : [];
  return fields.filter(([, part]) => isReference(part));
}

/** Stores the numbers of one structure in another of the same lengths. */
export function setTree(to: Value, from: Value, out: BlockBuilder): void {
  overParts(to, out, false, (inner, key, part) => {
    if (part.kind !== "number" && !isReference(part)) return;
    const value = inner.define(part, { kind: "load", base: from, key }, { linear: true });
    if (part.kind === "number") inner.push({ kind: "store", base: to, key, value, linear: false, exists: true });
    else setTree(inner.define(part, { kind: "load", base: to, key }, { linear: true }), value, inner);
  });
}

/** Each part of a structure: in a loop, those of an array. */
export function overParts(
  of: Value,
  out: BlockBuilder,
  inLinearProgram: boolean,
  action: (inner: BlockBuilder, key: Key, part: Type) => void,
): void {
  const { type } = of;
  if (type.kind === "array") {
    const length = out.define(numberType, { kind: "length", base: of }, { inLinearProgram });
    overRows(out, length, (inner, index) => action(inner, indexKey(index), type.element));
  } else if (type.kind === "record") {
    for (const field of type.fields) action(out, fieldKey(field.name), field.type);
  } else if (type.kind === "tuple") {
    type.elements.forEach((element, i) => {
      action(out, fieldKey(String(i)), element);
    });
  }
}
