import type { Cotangent } from "../types.js";
import { shadowsOfViews } from "./views.js";

/** The shadow of each object met so far: shared and cyclic references have one. */
export type Shadows = Map<object, object>;

/** A cotangent of zeros for `value`, in fresh memory; objects shared within `value` are shared in the result. */
export function zerosLike<T>(value: T): Cotangent<T> {
  return shadowOf(value, new Map()) as Cotangent<T>;
}

/** Like `zerosLike`, and enters every object with its shadow into `shadows`. */
export function shadowOf(value: unknown, shadows: Shadows): unknown {
  const views: NumericView[] = [];
  const root = mirror(value, shadows, views);
  const shared = shadowsOfViews(views);
  if (shared.size === 0) return root;
  for (const part of [...shadows.keys()]) shadows.delete(part);
  for (const [view, shadow] of shared) shadows.set(view, shadow);
  return mirror(value, shadows, []);
}

/** The shadows of all objects but those that have one. Iterative: a long list must not exhaust the stack. */
function mirror(value: unknown, shadows: Shadows, views: NumericView[]): unknown {
  const pending: object[] = [];
  const known: Prototypes = new Map();
  const reach = (part: unknown): unknown => {
    if (typeof part === "number") return 0;
    if (part === null || typeof part !== "object") return part === null ? null : undefined;
    let shadow = shadows.get(part);
    if (shadow === undefined) {
      shadow = emptyShadow(part, known);
      if (shadow === undefined) return undefined;
      shadows.set(part, shadow);
      if (isNumericView(part)) views.push(part);
      else pending.push(part);
    }
    return shadow;
  };
  const root = typeof value === "function" ? reach(staticFields(value)) : reach(value);
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) fill(shadows.get(part)!, part, reach);
  return root;
}

/** What stands behind the shadows of instances, by what stands behind these. */
type Prototypes = Map<object, object>;

/** A class holds its static fields. */
const staticFields = (cls: object): object => ({ ...cls });

/** `undefined` for what a cotangent leaves out: arrays of strings and the like, sets, dates and other built-in objects. */
function emptyShadow(part: object, known: Prototypes): object | undefined {
  if (Array.isArray(part)) return part.length > 0 && part.every(isDiscrete) ? undefined : [];
  if (part instanceof Map) return new Map();
  if (isNumericView(part)) return new (part.constructor as new (length: number) => object)(part.length);
  return isRecord(part) ? Object.create(zerosBehind(Object.getPrototypeOf(part), known)) : undefined;
}

/** A class of the program may have a text of its own for `Object.prototype.toString`. */
function isRecord(part: object): boolean {
  const tag = Object.prototype.toString.call(part);
  return tag === "[object Object]" || !(builtIn.test(tag) || isNative(part.constructor));
}

const builtIn =
  /^\[object (Set|WeakMap|WeakSet|WeakRef|Promise|Date|RegExp|Error|ArrayBuffer|SharedArrayBuffer|DataView)\]$/;

const isNative = (cls: unknown): boolean =>
  typeof cls !== "function" || /\{\s*\[native code\]\s*\}$/.test(Function.prototype.toString.call(cls));

/**
 * What a type calls a field may be a getter of the object's class. It is 0 in a shadow, and not one of its own fields unless something
 * is added to it.
 */
function zerosBehind(prototype: object | null, known: Prototypes): object {
  if (prototype === null || prototype === Object.prototype) return Object.prototype;
  let zeros = known.get(prototype);
  if (zeros === undefined) {
    const behind = zerosBehind(Object.getPrototypeOf(prototype), known);
    const getters = Object.entries(Object.getOwnPropertyDescriptors(prototype)).filter(
      ([, { get }]) => get !== undefined,
    );
    const descriptors = Object.fromEntries(getters.map(([name]) => [name, zero]));
    zeros = getters.length === 0 ? behind : (Object.create(behind, descriptors) as object);
    known.set(prototype, zeros);
  }
  return zeros;
}

const zero: PropertyDescriptor = { value: 0, writable: true, configurable: true };

/** Arrays over memory that others may be over as well. */
type NumericView = Float64Array;

const isDiscrete = (element: unknown): boolean => typeof element !== "number" && typeof element !== "object";

function isNumericView(part: object): part is NumericView {
  if (part instanceof DataView || part instanceof BigInt64Array || part instanceof BigUint64Array) return false;
  return ArrayBuffer.isView(part);
}

function fill(shadow: object, part: object, reach: (part: unknown) => unknown): void {
  if (Array.isArray(part)) {
    for (const element of part) (shadow as unknown[]).push(reach(element));
  } else if (part instanceof Map) {
    for (const [key, item] of part) (shadow as Map<unknown, unknown>).set(key, reach(item));
  } else {
    for (const [name, field] of Object.entries(part)) {
      const fieldShadow = reach(field);
      if (fieldShadow !== undefined) define(shadow, name, fieldShadow);
    }
  }
}

/** Not an assignment, which `__proto__` would divert. */
function define(shadow: object, name: string, value: unknown): void {
  Object.defineProperty(shadow, name, { value, writable: true, enumerable: true, configurable: true });
}
