import type { ts } from "../../frontend/ts.js";
import { constant, numberType } from "../../ir/build.js";
import { fieldOf, resolveType } from "../../ir/type.js";
import type { Atom, RecordType, Type } from "../../ir/types.js";
import type { TypedStorage } from "./annotations.js";
import { asAtom, lowerExpression } from "./expressions.js";
import { callPrelude } from "./prelude.js";
import { isRefused, type Lowering, refuse, standIn } from "./state.js";
import { arrayOf, asNumber, compute, lengthOf, loadField, newArray, typeOf } from "./values.js";

// An ArrayBuffer is a record of its memory as one typed array, of which every array over it is a part. Of which class it is comes
// out with the first array over it: until then, and for the next attempt to lower the program, that is a fact about the buffer.

const elementsField = "#elements";

const bytesPerElement: Readonly<Record<TypedStorage, number>> = {
  Float64Array: 8,
  Float32Array: 4,
  Int8Array: 1,
  Uint8Array: 1,
  Uint8ClampedArray: 1,
  Int16Array: 2,
  Uint16Array: 2,
  Int32Array: 4,
  Uint32Array: 4,
};

/** `new ArrayBuffer(bytes)`. */
export function newBuffer(l: Lowering, node: ts.NewExpression): Atom {
  const [first, ...more] = node.arguments ?? [];
  if (first === undefined || more.length > 0) return refuse(l, "classUse", node, { name: "new ArrayBuffer" });
  const byteLength = asNumber(l, lowerExpression(l, first), first);
  if (isRefused(l, byteLength)) return standIn(l);
  const storage = l.program.facts.buffers.get(node) ?? "Float64Array";
  const size = bytesPerElement[storage];
  const count =
    byteLength.kind === "constant"
      ? constant(Math.floor(Number(byteLength.value) / size))
      : compute(l, "floor", compute(l, "div", byteLength, constant(size)));
  const elements = newArray(l, arrayOf(numberType, storage), count);
  const type: RecordType = {
    kind: "record",
    name: "ArrayBuffer",
    fields: [
      { name: elementsField, type: typeOf(elements) },
      { name: "byteLength", type: numberType },
    ],
  };
  l.program.buffers.push({ node, type });
  return l.out.define(type, {
    kind: "makeRecord",
    fields: [
      { name: elementsField, value: elements },
      { name: "byteLength", value: byteLength },
    ],
  });
}

/** `array.byteLength`. */
export const byteLengthOf = (l: Lowering, array: Atom, storage: TypedStorage): Atom =>
  compute(l, "mul", lengthOf(l, array), constant(bytesPerElement[storage]));

/** The elements of a buffer, if the type is that of one. */
const elementsOf = (type: Type): Type | undefined =>
  type.kind === "record" ? fieldOf(type, elementsField)?.type : undefined;

export const isBuffer = (type: Type): boolean => elementsOf(type) !== undefined;

/** `new Float64Array(buffer, offset, length)`. */
export function viewOfBuffer(
  l: Lowering,
  storage: TypedStorage,
  buffer: Atom,
  bounds: readonly ts.Expression[],
  node: ts.Node,
): Atom {
  const [offset, length] = bounds.map((bound) => asNumber(l, lowerExpression(l, bound), bound));
  const type = typeOf(buffer);
  const elements = elementsOf(type);
  if (elements === undefined || isRefused(l, buffer, ...bounds.map((_, i) => (i === 0 ? offset : length) as Atom))) {
    return standIn(l);
  }
  const memory = resolveType(elements);
  if (memory.kind === "array" && memory.storage !== storage) return noteStorage(l, type, storage, node);
  const size = constant(bytesPerElement[storage]);
  const name = constant(storage);
  const byteLength = loadField(l, buffer, "byteLength", numberType);
  const all = loadField(l, buffer, elementsField, elements);
  const args = [all, name, size, byteLength, offset ?? constant(0), length ?? constant(undefined)];
  return asAtom(l, callPrelude(l, "viewOf", args, node), node);
}

/** Arrays of two classes over one buffer read each other's bits, which has no derivative. */
function noteStorage(l: Lowering, type: Type, storage: TypedStorage, node: ts.Node): Atom {
  const { buffers, facts } = l.program;
  const made = buffers.filter((buffer) => resolveType(buffer.type) === type);
  if (made.some((buffer) => facts.buffers.has(buffer.node))) return refuse(l, "arrayBufferView", node);
  for (const buffer of made) facts.buffers.set(buffer.node, storage);
  return standIn(l);
}
