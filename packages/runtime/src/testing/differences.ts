import { type Shadows, shadowOf } from "../internal.js";
import type { Gradient, Wrt } from "../types.js";
import { extrapolate } from "./extrapolate.js";

/** A place in an argument that holds a number: a property, an element, or the value of a key of a Map. */
export interface Leaf {
  readonly owner: object;
  readonly key: unknown;
}

/**
 * The gradient of `f` at `args` from Richardson-extrapolated central differences, of the same shape as `grad(f, { wrt })` gives it.
 *
 * Every number in the arguments `wrt` is varied by itself, about 30 calls of f for each, so this is for tests and not for training.
 * f sees fresh copies of its arguments and may write into them. Shared objects within an argument stay shared. A Float32Array is
 * handed over as a Float64Array, so that a small step is not rounded away: to the derivative, rounding to 32 bits is the identity.
 * Typed arrays of integers are not varied; their part of the gradient is 0.
 */
export function differences<Parameters extends readonly unknown[]>(
  f: (...args: Parameters) => number,
  args: readonly [...NoInfer<Parameters>],
): Gradient<Parameters, 0>;
export function differences<Parameters extends readonly unknown[], const W extends Wrt<Parameters>>(
  f: (...args: Parameters) => number,
  args: readonly [...NoInfer<Parameters>],
  wrt: W,
): Gradient<Parameters, W>;
export function differences(
  f: (...args: readonly unknown[]) => number,
  args: readonly unknown[],
  wrt: unknown = 0,
): unknown {
  const call = (given: readonly unknown[]): number => f(...given);
  return typeof wrt === "number"
    ? differencesBy(call, args, wrt)
    : (wrt as readonly number[]).map((index) => differencesBy(call, args, index));
}

/** The derivatives by one argument, each from the values along one number of it. */
export function differencesBy(
  call: (args: readonly unknown[]) => number,
  args: readonly unknown[],
  index: number,
  slopeOf: (f: (x: number) => number, x: number) => number = extrapolate,
): unknown {
  // The list around the argument owns it when the argument itself is a number.
  const input = [args[index]];
  const shadows: Shadows = new Map();
  const gradient = shadowOf(input, shadows) as unknown[];
  for (const [owner, shadow] of shadows) {
    for (const leaf of leavesOf(owner)) {
      const valueAt = (x: number): number => {
        const copies: Shadows = new Map();
        const varied = copy(input, copies) as unknown[];
        write({ owner: copies.get(owner)!, key: leaf.key }, x);
        return call(args.map((arg, position) => (position === index ? varied[0] : copy(arg, new Map()))));
      };
      write({ owner: shadow, key: leaf.key }, slopeOf(valueAt, read(leaf)));
    }
  }
  return gradient[0];
}

/** The numbers that may be varied. */
export function leavesOf(owner: object): readonly Leaf[] {
  const integers = ArrayBuffer.isView(owner) && !(owner instanceof Float64Array || owner instanceof Float32Array);
  if (integers) return [];
  const keys = owner instanceof Map ? [...owner.keys()] : Object.keys(owner);
  return keys.map((key) => ({ owner, key })).filter((leaf) => typeof read(leaf) === "number");
}

export function read({ owner, key }: Leaf): number {
  return owner instanceof Map ? owner.get(key) : (owner as Record<PropertyKey, number>)[key as PropertyKey]!;
}

export function write({ owner, key }: Leaf, value: number): void {
  if (owner instanceof Map) owner.set(key, value);
  else (owner as Record<PropertyKey, number>)[key as PropertyKey] = value;
}

/** A deep copy that keeps prototypes and sharing; what has no numbers to vary is passed as it is. */
export function copy(value: unknown, copies: Shadows, copyView = copyOfView): unknown {
  if (typeof value !== "object" || value === null) return value;
  const known = copies.get(value);
  if (known !== undefined) return known;
  if (ArrayBuffer.isView(value)) {
    const view = copyView(value);
    copies.set(value, view);
    return view;
  }
  if (value instanceof Map) {
    const map = new Map<unknown, unknown>();
    copies.set(value, map);
    for (const [key, item] of value) map.set(key, copy(item, copies, copyView));
    return map;
  }
  if (value instanceof Set) return value;
  const object: object = Array.isArray(value) ? [] : Object.create(Object.getPrototypeOf(value));
  copies.set(value, object);
  for (const [key, part] of Object.entries(value))
    write({ owner: object, key }, copy(part, copies, copyView) as number);
  return object;
}

function copyOfView(view: ArrayBufferView): ArrayBufferView {
  if (view instanceof Float32Array) return new Float64Array(view);
  return view instanceof DataView ? view : (view as Float64Array).slice();
}
