import { atomType, numberType } from "../../ir/build.js";
import type { Atom, Key, MakeArray, MakeRecord, Operation, Type, Value } from "../../ir/types.js";

/** The slots of a small object, by name: fields, or indices as text. */
export interface Shape {
  readonly isArray: boolean;
  readonly slots: readonly string[];
}

/** A literal with more elements than this stays an array. */
const mostSlots = 16;

export function isLiteral(operation: Operation): operation is MakeArray | MakeRecord {
  return operation.kind === "makeArray" || operation.kind === "makeRecord";
}

/** The shape of a literal; undefined if its slots cannot be scalars: too many, or numbers that storing would round. */
export function shapeOf(value: Value, operation: MakeArray | MakeRecord): Shape | undefined {
  if (operation.kind === "makeRecord") {
    const slots = operation.fields.map((field) => field.name);
    return new Set(slots).size === slots.length ? { isArray: false, slots } : undefined;
  }
  const { type } = value;
  if (type.kind === "array" && type.storage !== "Array" && type.storage !== "Float64Array") return undefined;
  if (operation.elements.length > mostSlots) return undefined;
  return { isArray: true, slots: operation.elements.map((_, i) => String(i)) };
}

export const contents = (operation: MakeArray | MakeRecord): readonly Atom[] =>
  operation.kind === "makeArray" ? operation.elements : operation.fields.map((field) => field.value);

/** The slot that a key names for certain. */
export function slotOf(key: Key, shape: Shape): string | undefined {
  if (key.kind === "field") return shape.slots.includes(key.name) ? key.name : undefined;
  const { index } = key;
  if (index.kind !== "constant" || !shape.isArray || !Number.isInteger(index.value) || Object.is(index.value, -0)) {
    return undefined;
  }
  const slot = String(index.value);
  return shape.slots.includes(slot) ? slot : undefined;
}

/** The declared type of a slot, or that of what is in it. */
export function slotType(type: Type, slot: string, content: Atom | undefined): Type {
  if (type.kind === "array") return type.element;
  const declared =
    type.kind === "tuple"
      ? type.elements[Number(slot)]
      : type.kind === "record"
        ? type.fields.find((field) => field.name === slot)?.type
        : undefined;
  return declared ?? (content === undefined ? numberType : atomType(content));
}

/** A name for the scalar in a slot: that of the object with the field or index; `p_bar.x` is `p_x_bar`. */
export const slotName = (owner: Value, slot: string, shape: Shape): string | undefined => {
  const [, primal, suffix] = owner.name?.match(/^(.+)(_bar|_dot)$/) ?? [];
  if (primal !== undefined) return `${primal}${shape.isArray ? "" : "_"}${slot}${suffix}`;
  if (!shape.isArray) return owner.name === undefined ? slot : `${owner.name}_${slot}`;
  return owner.name === undefined ? undefined : `${owner.name}${slot}`;
};
