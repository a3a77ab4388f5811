import { must } from "../diagnostics/must.js";
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
import type { Atom, FieldType, Key, RecordType, TupleType, Type, Value } from "../ir/types.js";

/**
 * A structure as it is at one point of a program: its references, which may be other ones later, and the lengths of its arrays.
 * Copies of its numbers can be made of it at another point. Only statements of the IR are used, so this can be differentiated;
 * what may contain itself, or has optional parts, cannot be remembered so.
 */
export interface Remembered {
  copy(out: BlockBuilder): Value;
  /** Sets the numbers of its objects to 0, whatever refers to them now. */
  clear(out: BlockBuilder): void;
}

export function remember(of: Value, out: BlockBuilder): Remembered | undefined {
  return isTree(of.type) ? rememberType(of, out) : undefined;
}

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
      return type.optional !== true && isRow(type.element) && isTree(type.element, inside);
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

/** What the elements of an array are: their own lengths are remembered one level deep. */
function isRow(type: Type): boolean {
  if (type.kind === "array") return !isReference(type.element);
  if (type.kind === "record") return type.fields.every((field) => !isReference(field.type) || isFlatRecord(field.type));
  return type.kind !== "tuple" || type.elements.every((element) => !isReference(element));
}

const isFlatRecord = (type: Type): boolean =>
  type.kind === "record" && type.fields.every((field) => !isReference(field.type));

function rememberType(of: Value, out: BlockBuilder): Remembered {
  const { type } = of;
  if (type.kind === "array") return rememberArray(of, type, out);
  const fields: readonly FieldType[] =
    type.kind === "record"
      ? type.fields
      : (type as TupleType).elements.map((element, i) => ({ name: String(i), type: element }));
  const parts = fields.map(({ name, type: part }) => {
    if (!isReference(part)) return { name, part, remembered: undefined };
    const value = out.define(part, { kind: "load", base: of, key: fieldKey(name) }, { linear: true });
    return { name, part, remembered: rememberType(value, out) };
  });
  return {
    copy(at) {
      const values = parts.map(({ name, part, remembered }): Atom => {
        if (remembered !== undefined) return remembered.copy(at);
        if (part.kind === "undefined") return constant(undefined);
        return at.define(part, { kind: "load", base: of, key: fieldKey(name) }, { linear: true });
      });
      const made = parts.map(({ name }, i) => ({ name, value: must(values[i]) }));
      const operation =
        type.kind === "tuple"
          ? ({ kind: "makeArray", elements: values } as const)
          : ({ kind: "makeRecord", fields: made } as const);
      return at.define(type as RecordType, operation, { name: of.name, linear: true });
    },
    clear(at) {
      for (const { name, part, remembered } of parts) {
        remembered?.clear(at);
        if (part.kind === "number")
          at.push({ kind: "store", base: of, key: fieldKey(name), value: zero, linear: false });
      }
    },
  };
}

function rememberArray(of: Value, type: Extract<Type, { kind: "array" }>, out: BlockBuilder): Remembered {
  const length = out.define(numberType, { kind: "length", base: of });
  const options = { name: of.name, linear: true } as const;
  if (!isReference(type.element)) {
    return {
      copy: (at) => at.define(type, { kind: "slice", base: of, start: zero, end: length }, options),
      clear: (at) => clearTree(of, at),
    };
  }
  const { element } = type;
  const rows = out.define(type, { kind: "slice", base: of, start: undefined, end: undefined }, options);
  const isRow = element.kind === "array";
  const lengths = isRow ? out.define(numbers, { kind: "newArray", length, fill: undefined }) : undefined;
  if (lengths !== undefined) {
    overRows(out, length, (inner, index) => {
      const row = inner.define(element, { kind: "load", base: rows, key: indexKey(index) }, { linear: true });
      const value = inner.define(numberType, { kind: "length", base: row });
      inner.push({ kind: "store", base: lengths, key: indexKey(index), value, linear: false, exists: true });
    });
  }
  return {
    copy(at) {
      const copies = at.define(type, { kind: "newArray", length, fill: undefined }, options);
      overRows(at, length, (inner, index) => {
        const row = inner.define(element, { kind: "load", base: rows, key: indexKey(index) }, { linear: true });
        const end = lengths && inner.define(numberType, { kind: "load", base: lengths, key: indexKey(index) });
        const value =
          end === undefined
            ? rememberType(row, inner).copy(inner)
            : inner.define(element, { kind: "slice", base: row, start: zero, end }, { linear: true });
        inner.push({ kind: "store", base: copies, key: indexKey(index), value, linear: false, exists: true });
      });
      return copies;
    },
    clear(at) {
      overRows(at, length, (inner, index) => {
        const row = inner.define(element, { kind: "load", base: rows, key: indexKey(index) }, { linear: true });
        clearTree(row, inner);
      });
    },
  };
}

const numbers: Type = { kind: "array", storage: "Float64Array", element: numberType };

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

/** The numbers of a structure in memory of their own; it holds zeros then. Those of an object in several places come in the first of them. */
export function takeTree(of: Value, out: BlockBuilder): Value {
  const { type } = of;
  const options = { name: of.name, linear: true } as const;
  if (type.kind === "array" && !isReference(type.element)) {
    const length = out.define(numberType, { kind: "length", base: of });
    const copy = out.define(type, { kind: "slice", base: of, start: zero, end: length }, options);
    clearTree(of, out);
    return copy;
  }
  const inside = (at: BlockBuilder, key: Key, part: Type): Value =>
    takeTree(at.define(part, { kind: "load", base: of, key }, { linear: true }), at);
  if (type.kind !== "array") return takeParts(of, (field, part) => inside(out, fieldKey(field), part), out);
  const length = out.define(numberType, { kind: "length", base: of });
  const copies = out.define(type, { kind: "newArray", length, fill: undefined }, options);
  overRows(out, length, (inner, index) => {
    const key = indexKey(index);
    const value = inside(inner, key, type.element);
    inner.push({ kind: "store", base: copies, key, value, linear: false, exists: true });
  });
  return copies;
}

/** The numbers of a record or a tuple itself, and for what it refers to what `inside` gives. */
export function takeParts(of: Value, inside: (field: string, part: Type) => Value, out: BlockBuilder): Value {
  const { type } = of;
  const options = { name: of.name, linear: true } as const;
  const take = (name: string, part: Type): Atom => {
    if (isReference(part)) return inside(name, part);
    return part.kind === "number" ? takeNumber(of, fieldKey(name), out) : constant(undefined);
  };
  if (type.kind === "tuple") {
    const elements = type.elements.map((part, i) => take(String(i), part));
    return out.define(type, { kind: "makeArray", elements }, options);
  }
  if (type.kind !== "record") return of;
  const fields = type.fields.map(({ name, type: part }) => ({ name, value: take(name, part) }));
  return out.define(type, { kind: "makeRecord", fields }, options);
}

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
