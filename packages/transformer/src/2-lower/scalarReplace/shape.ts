import { atomType, constant, numberType, zero } from "../../ir/build.js";
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
    const slots = value.type.kind === "record" ? value.type.fields.map((field) => field.name) : [];
    return operation.fields.every((field) => slots.includes(field.name)) ? { isArray: false, slots } : undefined;
  }
  const { type } = value;
  if (type.kind === "array" && type.storage !== "Array" && type.storage !== "Float64Array") return undefined;
  if (operation.elements.length > mostSlots) return undefined;
  return { isArray: true, slots: operation.elements.map((_, i) => String(i)) };
}

/** Whether a literal that somebody sees has no slot for some of its fields: made again from scalars, it would have all. */
export const lacksFields = ({ linear }: Value, operation: MakeArray | MakeRecord, shape: Shape): boolean =>
  !linear && operation.kind === "makeRecord" && operation.fields.length < shape.slots.length;

/** What each slot of a literal holds at first; a field that is not written is undefined, or 0 in the memory of a cotangent. */
export function contents({ type, linear }: Value, operation: MakeArray | MakeRecord, shape: Shape): readonly Atom[] {
  if (operation.kind === "makeArray") return operation.elements;
  const written = new Map(operation.fields.map((field) => [field.name, field.value]));
  return shape.slots.map((slot) => {
    const isContent = linear && slotType(type, slot, undefined).kind === "number";
    return written.get(slot) ?? (isContent ? zero : constant(undefined));
  });
}

/** The slot that a key names for certain. */
export function slotOf(key: Key, shape: Shape): string | undefined {
  if (key.kind === "field") return shape.slots.includes(key.name) ? key.name : undefined;
  if (key.kind === "entry") return undefined;
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
