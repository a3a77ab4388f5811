import { overlap } from "./overlap.js";

type Container = Record<string | number, unknown>;

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
const isList = (value: object): value is readonly unknown[] => Array.isArray(value) || ArrayBuffer.isView(value);

/**
 * Throws a TypeError unless `into` has the shape of a gradient by `like`, an argument of `name`, and is memory of its own. Makes no
 * objects for what is made of arrays of numbers.
 */
export function checkInto(name: string, into: unknown, like: unknown, ...others: readonly unknown[]): void {
  const place = misfit(into, like);
  if (place !== undefined) throw new TypeError(`the gradient of ${name} does not fit: into${place}`);
  if (shares(into, like) || others.some((other) => shares(into, other)))
    throw new TypeError(`the gradient of ${name} shares memory with an argument: give it memory of its own`);
}

/** Both arrays of numbers, or one inside of the other. */
function shares(into: unknown, other: unknown): boolean {
  if (!isObject(into) || !isObject(other)) return false;
  if (into === other) return true;
  if (isList(into) && isList(other) && !isObject(other[0]) && !isObject(into[0])) return overlapsFlat(into, other);
  return overlap(into, other);
}

const overlapsFlat = (a: object, b: object): boolean =>
  ArrayBuffer.isView(a) &&
  ArrayBuffer.isView(b) &&
  a.buffer === b.buffer &&
  a.byteOffset < b.byteOffset + b.byteLength &&
  b.byteOffset < a.byteOffset + a.byteLength;

/** Where a structure lacks a place for a number of another one, and why. */
function misfit(into: unknown, like: unknown): string | undefined {
  if (typeof like === "number") return typeof into === "number" ? undefined : ` is ${kindOf(into)}, and not a number`;
  if (!isObject(like) || like instanceof Set || like instanceof Date) return undefined;
  if (isList(like)) {
    if (like.length > 0 && typeof like[0] === "bigint") return undefined;
    if (!isObject(into) || !isList(into) || Array.isArray(into) !== Array.isArray(like))
      return ` is ${kindOf(into)}, and not ${kindOf(like)}`;
    if (into.length !== like.length) return ` has ${into.length} elements, and not ${like.length}`;
    if (!Array.isArray(like)) return undefined;
    for (let i = 0; i < like.length; i++) {
      const found = misfit(into[i], like[i]);
      if (found !== undefined) return `[${i}]${found}`;
    }
    return undefined;
  }
  if (!isObject(into)) return ` is ${kindOf(into)}, and not an object`;
  if (like instanceof Map) {
    for (const [key, item] of like) {
      const found = misfit(into instanceof Map ? into.get(key) : undefined, item);
      if (found !== undefined) return `.get(${String(key)})${found}`;
    }
    return undefined;
  }
  for (const key in like) {
    const found = misfit((into as Container)[key], (like as Container)[key]);
    if (found !== undefined) return `.${key}${found}`;
  }
  return undefined;
}

const kindOf = (value: unknown): string =>
  isObject(value)
    ? `a ${value.constructor?.name ?? "structure"}`
    : value === undefined
      ? "missing"
      : `a ${typeof value}`;

/** Overwrites a structure with a gradient of its shape. */
export function copyInto(into: unknown, gradient: unknown): void {
  const place = misfit(into, gradient);
  if (place !== undefined) throw new TypeError(`the gradient does not fit: into${place}`);
  copy(into, gradient);
}

function copy(into: unknown, from: unknown): void {
  if (!isObject(into) || !isObject(from)) return;
  const put = (key: string | number, item: unknown): void => {
    if (typeof item === "number") (into as Container)[key] = item;
    else copy((into as Container)[key], item);
  };
  if (from instanceof Map && into instanceof Map) {
    for (const [key, item] of from) {
      if (typeof item === "number") into.set(key, item);
      else copy(into.get(key), item);
    }
  } else if (isList(from)) for (let i = 0; i < from.length; i++) put(i, from[i]);
  else for (const key of Object.keys(from)) put(key, (from as Container)[key]);
}
