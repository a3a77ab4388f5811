import {
  type BlockBuilder,
  constant,
  entryKey,
  fieldKey,
  indexKey,
  isReference,
  numberType,
  undefinedType,
  zero,
} from "../ir/build.js";
import { orderFields } from "../ir/operations.js";
import type { Atom, Key, Value } from "../ir/types.js";
import {
  isFlat,
  isOpenList,
  nothingLike,
  openPartOf,
  overEntries,
  overParts,
  overRows,
  partOf,
  type Slot,
  slotsOf,
  whereOwn,
  whereThere,
} from "./parts.js";

// What is done with the numbers of a structure, by statements of the IR: so it can be differentiated.

/** A copy of a structure, as it is here. */
export function cloneTree(of: Value, out: BlockBuilder): Value {
  const { type, name, linear } = of;
  const options = { name, linear };
  if (type.kind === "map") {
    const copies = out.define(type, { kind: "newMap" }, options);
    overEntries(of, type, out, (inner, key) => {
      const value = type.storage === "Set" ? key : partOf(of, entryKey(key), type.value, inner);
      const copy = isReference(value.type) ? cloneTree(value, inner) : value;
      inner.push({ kind: "store", base: copies, key: entryKey(key), value: copy, linear: false });
    });
    return copies;
  }
  if (type.kind !== "array") {
    const copy = makeLike(
      of,
      {
        sure: ({ name, type: part }) => {
          const value = partOf(of, fieldKey(name), part, out);
          return isReference(part) ? cloneTree(value, out) : value;
        },
        open: ({ name, type: part }, put) =>
          whereOwn(of, name, out, (inner) => cloneSlot(openPartOf(of, fieldKey(name), part, inner), put, inner)),
      },
      out,
    );
    if (!linear && type.kind === "record" && type.isListed) out.define(undefinedType, orderFields(copy, [of]));
    return copy;
  }
  const length = out.define(numberType, { kind: "length", base: of });
  if (!isReference(type.element))
    return out.define(type, { kind: "slice", base: of, start: zero, end: length }, options);
  const copies = out.define(type, { kind: "newArray", length, fill: undefined }, options);
  overRows(out, length, (inner, index) => {
    const key = indexKey(index);
    const put: Put = (value, at) => at.push({ kind: "store", base: copies, key, value, linear: false, exists: true });
    const value = partOf(of, key, type.element, inner);
    if (isOpenList(type)) cloneSlot(value, put, inner);
    else put(cloneTree(value, inner), inner);
  });
  return copies;
}

/** A copy of what may be missing. */
function cloneSlot(value: Value, put: Put, out: BlockBuilder): void {
  if (!isReference(value.type)) put(value, out);
  else
    whereThere(value, out, (inner) => put(cloneTree(value, inner), inner), {
      otherwise: (inner) => nothingLike(value, put, inner),
    });
}

export type Put = (value: Atom, at: BlockBuilder) => void;

/** What is in the places of an object that is made: those that may be missing get theirs afterwards, if they do. */
export interface Give {
  readonly sure: (slot: Slot) => Atom;
  readonly open: (slot: Slot, put: Put) => void;
}

const nothing = constant(undefined);

/** A record or a tuple like another. */
export function makeLike(of: Value, give: Give, out: BlockBuilder): Value {
  const { type, name } = of;
  const slots = slotsOf(type);
  // What is missing in a cotangent is not made as 0.
  const options = { name, linear: of.linear && !slots.some((slot) => slot.isOpen) };
  const sure = slots.filter((slot) => !slot.isOpen);
  const values = sure.map((slot) => (slot.type.kind === "undefined" ? nothing : give.sure(slot)));
  if (type.kind === "tuple") return out.define(type, { kind: "makeArray", elements: values }, options);
  const fields = sure.map(({ name }, i) => ({ name, value: values[i] ?? nothing }));
  const made = out.define(type, { kind: "makeRecord", fields }, options);
  for (const slot of slots)
    if (slot.isOpen)
      give.open(slot, (value, at) =>
        at.push({ kind: "store", base: made, key: fieldKey(slot.name), value, linear: false }),
      );
  return made;
}

/** Sets all numbers of a structure to 0. */
export function clearTree(of: Value, out: BlockBuilder, inLinearProgram = false): void {
  const linear = inLinearProgram;
  if (isFlat(of.type)) {
    out.push({ kind: "fill", base: of, value: zero, start: undefined, end: undefined, linear });
    return;
  }
  overParts(of, out, inLinearProgram, (inner, key, part) => {
    if (part.kind === "number") inner.push({ kind: "store", base: of, key, value: zero, linear, exists: true });
    else clearTree(partOf(of, key, part, inner, inLinearProgram), inner, inLinearProgram);
  });
}

/** A number, and 0 is left there. */
export function takeNumber(base: Value, key: Key, out: BlockBuilder): Value {
  const value = partOf(base, key, numberType, out);
  out.push({ kind: "store", base, key, value: zero, linear: false, exists: true });
  return value;
}

/** Adds the numbers of one structure to those of another, whose arrays may have more elements: a program may have made its own shorter. */
export function addTree(to: Value, from: Value, out: BlockBuilder): void {
  overParts(from, out, false, (inner, key, part) => {
    const value = partOf(from, key, part, inner);
    if (part.kind === "number") inner.push({ kind: "accumulate", base: to, key, value, linear: false });
    else addTree(partOf(to, key, part, inner), value, inner);
  });
}

/** Adds the numbers of an object itself. */
export function addNumbers(to: Value, from: Value, out: BlockBuilder): void {
  overParts(from, out, false, (inner, key, part) => {
    if (part.kind !== "number") return;
    const value = partOf(from, key, part, inner);
    inner.push({ kind: "accumulate", base: to, key, value, linear: false });
  });
}

/** Sets the numbers of an object itself to 0. */
export function clearNumbers(of: Value, out: BlockBuilder): void {
  overParts(of, out, false, (inner, key, part) => {
    if (part.kind === "number") inner.push({ kind: "store", base: of, key, value: zero, linear: false, exists: true });
  });
}

/** Stores the numbers of one structure in another of the same lengths. */
export function setTree(to: Value, from: Value, out: BlockBuilder): void {
  overParts(to, out, false, (inner, key, part) => {
    const value = partOf(from, key, part, inner);
    if (part.kind === "number") inner.push({ kind: "store", base: to, key, value, linear: false, exists: true });
    else setTree(partOf(to, key, part, inner), value, inner);
  });
}
