import { type Shadows, shadowOf } from "../internal.js";
import { copy, leavesOf, read, write } from "./differences.js";

/** A deep copy, so that a function may change what it is given. */
export const fresh = (value: unknown): unknown => copy(value, new Map(), (view) => (view as Float64Array).slice());

/** A structure of the shape of a value's cotangent, with what `numberAt` says for each number that may vary, counted from 0. */
export function filledLike(value: unknown, numberAt: (position: number) => number): unknown {
  // The list around the value owns it when it is itself a number.
  const shadows: Shadows = new Map();
  const made = shadowOf([value], shadows) as unknown[];
  let position = 0;
  for (const [owner, shadow] of shadows) {
    for (const { key } of leavesOf(owner)) write({ owner: shadow, key }, numberAt(position++));
  }
  return made[0];
}

/** Numbers between 0.5 and 1.5 of either sign; the same for each call, so that a test that passes passes again. */
export function randomLike(value: unknown, seed = 1): unknown {
  let state = seed;
  return filledLike(value, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const size = 0.5 + ((state >>> 8) % 4096) / 4096;
    return state & 0x80000000 ? -size : size;
  });
}

/** ⟨a, b⟩ over the numbers of `a`; NaN where `b` has none. What is shared counts once. */
export function dot(a: unknown, b: unknown, seen = new Set<object>()): number {
  if (typeof a === "number") return typeof b === "number" ? a * b : Number.NaN;
  if (typeof a !== "object" || a === null || seen.has(a)) return 0;
  seen.add(a);
  if (typeof b !== "object" || b === null) return numbersIn(a) ? Number.NaN : 0;
  return keysOf(a).reduce((sum: number, key) => sum + dot(read({ owner: a, key }), read({ owner: b, key }), seen), 0);
}

/** The sum of the magnitudes of all numbers. */
export function magnitude(value: unknown, seen = new Set<object>()): number {
  if (typeof value === "number") return Math.abs(value);
  if (typeof value !== "object" || value === null || seen.has(value)) return 0;
  seen.add(value);
  return keysOf(value).reduce((sum: number, key) => sum + magnitude(read({ owner: value, key }), seen), 0);
}

/** Has it a Float32Array, which rounds what is summed in it? */
export function isRounded(value: unknown, seen = new Set<object>()): boolean {
  if (value instanceof Float32Array) return true;
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value) || seen.has(value)) return false;
  seen.add(value);
  return keysOf(value).some((key) => isRounded(read({ owner: value, key }), seen));
}

const numbersIn = (value: object): boolean => magnitude(value) > 0;

const keysOf = (owner: object): readonly unknown[] => (owner instanceof Map ? [...owner.keys()] : Object.keys(owner));
