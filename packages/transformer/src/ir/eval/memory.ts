import type { Storage, Type } from "../types.js";

type Numbers = InstanceType<(typeof constructors)[keyof typeof constructors]>;

const constructors = {
  Float64Array,
  Float32Array,
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
} as const;

/** `new Float64Array(length)`, or `new Array(length)` filled, unless it is to have holes: with zeros if the elements are numbers. */
export function newArray(type: Type, length: number, fill: unknown, holes = false): unknown {
  const storage = storageOf(type);
  if (holes) return new Array<unknown>(length);
  if (storage !== "Array") {
    const array: Numbers = new constructors[storage](length);
    return fill === undefined ? array : array.fill(fill as number);
  }
  const zero = type.kind === "array" && type.element.kind === "number" ? 0 : undefined;
  return new Array<unknown>(length).fill(fill === undefined ? zero : fill);
}

/** `[a, b]`, or `Float64Array.of(a, b)`. */
export function makeArray(type: Type, elements: readonly unknown[]): unknown {
  const storage = storageOf(type);
  return storage === "Array" ? [...elements] : constructors[storage].from(elements as readonly number[]);
}

/** A structure of the shape of `value`, its numbers 0; what is shared or cyclic there is so here. */
export function zerosLike(value: unknown, type: Type, made = new Map<object, object>()): unknown {
  if (typeof value === "number") return 0;
  if (typeof value !== "object") return undefined;
  if (value === null) return null;
  const known = made.get(value);
  if (known !== undefined) return known;
  if (ArrayBuffer.isView(value)) {
    const declared = storageOf(type);
    const storage = declared === "Array" ? (value.constructor.name as keyof typeof constructors) : declared;
    const array = new constructors[storage]((value as Numbers).length);
    made.set(value, array);
    return array;
  }
  if (value instanceof Map) {
    const map = new Map<unknown, unknown>();
    made.set(value, map);
    const entry = type.kind === "map" ? type.value : unknownType;
    for (const [key, item] of value) map.set(key, zerosLike(item, entry, made));
    return map;
  }
  if (Array.isArray(value)) {
    const array: unknown[] = [];
    made.set(value, array);
    for (const [i, element] of value.entries()) array.push(zerosLike(element, elementType(type, i), made));
    return array;
  }
  const record: Record<string, unknown> = {};
  made.set(value, record);
  for (const [name, field] of Object.entries(value)) {
    const zeros = zerosLike(field, fieldType(type, name), made);
    if (zeros !== undefined) record[name] = zeros;
  }
  return record;
}

/** Sets the length, or makes it at least that. */
export function resize(array: unknown[], length: number, atLeast: boolean): void {
  if (!atLeast || array.length < length) array.length = length;
}

/** The same of a shadow: new cells are 0, or the empty structure of their type. */
export function resizeShadow(array: unknown[], type: Type, length: number, atLeast: boolean): void {
  if (!atLeast) array.length = length;
  while (array.length < length) array.push(emptyOf(elementType(type, array.length)));
}

/** Where an index names no element, the property of that name is a new cell of a shadow. */
export function addBeside(array: unknown[], type: Type, index: number): void {
  if (array[index] === undefined) array[index] = emptyOf(elementType(type, index));
}

const unknownType: Type = { kind: "opaque" };
const storageOf = (type: Type): Storage => (type.kind === "array" ? type.storage : "Array");

const elementType = (type: Type, index: number): Type => {
  if (type.kind === "array") return type.element;
  return (type.kind === "tuple" ? type.elements[index] : undefined) ?? unknownType;
};

const fieldType = (type: Type, name: string): Type =>
  (type.kind === "map"
    ? type.value
    : type.kind === "record"
      ? type.fields.find((field) => field.name === name)?.type
      : undefined) ?? unknownType;

function emptyOf(type: Type): unknown {
  switch (type.kind) {
    case "number":
      return 0;
    case "array":
      return newArray(type, 0, undefined);
    case "tuple":
      return type.elements.map(emptyOf);
    case "record":
      // A record inside a record may be cyclic: it stays away until something is stored there.
      return Object.fromEntries(
        type.fields.filter((field) => field.type.kind !== "record").map((field) => [field.name, emptyOf(field.type)]),
      );
    default:
      return undefined;
  }
}

/** Write-once memory that checks it is: each position written once, and before it is read. */
export class Tape {
  private readonly cells = new Map<number, unknown>();
  constructor(private readonly capacity: number | undefined) {}

  store(position: number, value: unknown): void {
    if (!Number.isInteger(position) || position < 0) throw new Error(`evaluate: tape position ${position}`);
    if (this.capacity !== undefined && position >= this.capacity) {
      throw new Error(`evaluate: tape position ${position} is beyond the capacity ${this.capacity}`);
    }
    if (this.cells.has(position)) throw new Error(`evaluate: tape position ${position} is written twice`);
    this.cells.set(position, value);
  }

  load(position: number): unknown {
    if (!this.cells.has(position)) throw new Error(`evaluate: tape position ${position} is read before it is written`);
    return this.cells.get(position);
  }
}
