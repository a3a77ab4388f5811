import { kindOf } from "./kindOf.js";
import { overlap } from "./overlap.js";
import { addCotangent, clearCotangent } from "./pullbacks.js";

type Container = Record<string | number, unknown>;

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
const isList = (value: object): value is readonly unknown[] => Array.isArray(value) || ArrayBuffer.isView(value);

/**
 * Throws a TypeError unless `into` has the shape of a gradient by `like`, an argument of `name`, and is memory apart from `others`: the
 * arguments, and the other parts of what is given. Parts of it are one object where those of `like` are. Makes no objects for an array of
 * numbers.
 */
export function checkInto(name: string, into: unknown, like: unknown, ...others: readonly unknown[]): void {
  const place = misfit(into, like);
  if (place !== undefined) throw new TypeError(`the gradient of ${name} does not fit: into${place}`);
  if (shares(into, like) || others.some((other) => shares(into, other)))
    throw new TypeError(
      `the gradient of ${name} shares memory with an argument, or with another part: give it memory of its own`,
    );
  if (!isFlat(like)) checkSharing(name, into, like);
}

/** In an array made by `new Array(n).fill(row)` all rows are one: it has no places for the cotangents of rows that are not. */
function checkSharing(name: string, into: unknown, like: unknown): void {
  const partner = new Map<object, object>();
  const views = new Map<ArrayBufferLike, (readonly [ArrayBufferView, ArrayBufferView])[]>();
  const refuse = (place: string): never => {
    throw new TypeError(
      `the gradient of ${name} does not fit: into${place} shares memory where the argument does not, or the other way round`,
    );
  };
  const visit = (a: unknown, b: unknown, place: string): void => {
    if (!isObject(a) || !isObject(b)) return;
    const known = [partner.get(a), partner.get(b)];
    if (known[0] === b && known[1] === a) return;
    if (known[0] !== undefined || known[1] !== undefined) refuse(place);
    partner.set(a, b).set(b, a);
    if (ArrayBuffer.isView(a) && ArrayBuffer.isView(b)) {
      for (const { buffer } of [a, b]) {
        const met = views.get(buffer) ?? [];
        for (const [first, second] of met) if (!liesAlike([first, a], [second, b])) refuse(place);
        views.set(buffer, [...met, [a, b]]);
      }
    } else if (b instanceof Map && a instanceof Map) {
      for (const [key, item] of b) visit(a.get(key), item, `${place}.get(${String(key)})`);
    } else if (isList(b)) for (let i = 0; i < b.length; i++) visit((a as Container)[i], b[i], `${place}[${i}]`);
    else for (const key of Object.keys(b)) visit((a as Container)[key], (b as Container)[key], `${place}.${key}`);
  };
  visit(into, like, "");
}

/** Two views of each structure: apart in both, or at the same distance in one buffer. */
function liesAlike(
  [a, b]: readonly [ArrayBufferView, ArrayBufferView],
  [c, d]: readonly [ArrayBufferView, ArrayBufferView],
): boolean {
  if (overlapsFlat(a, b) !== overlapsFlat(c, d)) return false;
  return !overlapsFlat(a, b) || b.byteOffset - a.byteOffset === d.byteOffset - c.byteOffset;
}

const isFlat = (value: unknown): boolean => !isObject(value) || (isList(value) && !isObject(value[0]));

/** Both arrays of numbers, or one inside of the other. */
function shares(into: unknown, other: unknown): boolean {
  if (!isObject(into) || !isObject(other)) return false;
  if (into === other) return true;
  if (isFlat(into) && isFlat(other)) return overlapsFlat(into, other);
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
  if (isObject(into) && Object.isFrozen(into) && holdsNumbers(like)) return " is frozen";
  if (isList(like)) {
    if (like.length > 0 && typeof like[0] === "bigint") return undefined;
    if (!isObject(into) || !isList(into) || into.constructor !== like.constructor)
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

/** Itself, not in its parts. */
const holdsNumbers = (like: object): boolean => Object.values(like).some((item) => typeof item === "number");

/** Overwrites a structure with a gradient of its shape. */
export function copyInto(into: unknown, gradient: unknown): void {
  const place = misfit(into, gradient);
  if (place !== undefined) throw new TypeError(`the gradient does not fit: into${place}`);
  clearCotangent(into);
  addCotangent(into, gradient);
}
