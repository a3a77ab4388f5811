import { kindOf } from "./kindOf.js";
import { shadowOf } from "./zerosLike.js";

type Container = Record<string | number, unknown>;

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** Each number of a structure with its place, once for each object. */
function* numbersOf(value: object, seen = new Set<object>()): Generator<readonly [object, string | number]> {
  if (seen.has(value)) return;
  seen.add(value);
  for (const key of keysOf(value)) {
    const item = take(value, key);
    if (typeof item === "number") yield [value, key];
    else if (isObject(item)) yield* numbersOf(item, seen);
  }
}

function keysOf(holder: object): readonly (string | number)[] {
  if (holder instanceof Map) return [...holder.keys()] as string[];
  return Array.isArray(holder) || ArrayBuffer.isView(holder) ? [...(holder as number[]).keys()] : Object.keys(holder);
}

const put = (holder: object, key: string | number, value: number): void => {
  if (holder instanceof Map) holder.set(key, value);
  else (holder as Container)[key] = value;
};

const take = (holder: object, key: string | number): unknown =>
  holder instanceof Map ? holder.get(key) : (holder as Container)[key];

/** A copy of a cotangent in fresh memory; what is shared in it is shared in the copy. */
export function copyCotangent<T>(cotangent: T): T {
  const copies = new Map<object, object>();
  const copy = shadowOf(cotangent, copies);
  for (const [original, fresh] of copies) {
    for (const key of keysOf(original)) {
      const item = take(original, key);
      if (typeof item === "number") put(fresh, key, item);
    }
  }
  return copy as T;
}

/**
 * A copy of a direction in fresh memory. Its parts are one object where those of the argument `like` are: a change of one is a change of
 * the other, whichever objects the direction was put together from.
 */
export function copyTangent<T>(tangent: T, like: unknown): T {
  const copy = shadowOf(like, new Map());
  const seen = new Pairs();
  const fill = (to: unknown, from: unknown): void => {
    if (!isObject(to) || !isObject(from) || !seen.isNew(to, from)) return;
    for (const key of keysOf(to)) {
      const item = take(from, key);
      if (typeof item !== "number") fill(take(to, key), item);
      else if (typeof take(to, key) === "number") put(to, key, item);
    }
  };
  fill(copy, tangent);
  return copy as T;
}

/** Sets every number of a cotangent to 0. */
export function clearCotangent(cotangent: unknown): void {
  if (!isObject(cotangent)) return;
  for (const [holder, key] of numbersOf(cotangent)) put(holder, key, 0);
}

/**
 * Adds the numbers of `given` to those at the same places of `cotangent`. What is one object in several places has the sum of what is
 * given for each, but counts once where that is one object, too: the gradient of a graph is a graph of the same shape.
 */
export function addCotangent(cotangent: unknown, given: unknown): void {
  const seen = new Pairs();
  const add = (to: unknown, from: unknown): void => {
    if (!isObject(to) || !isObject(from) || !seen.isNew(to, from)) return;
    // What has had no cotangent yet may have no place for one: those of `given` count.
    for (const key of keysOf(from)) {
      const item = take(from, key);
      if (typeof item === "number") put(to, key, ((take(to, key) as number | undefined) ?? 0) + item);
      else add(take(to, key), item);
    }
  };
  add(cotangent, given);
}

/** Which objects have met which. */
class Pairs {
  private readonly met = new Map<object, object | Set<object>>();

  isNew(a: object, b: object): boolean {
    const others = this.met.get(a);
    if (others === b) return false;
    // Nearly every object meets one other.
    if (others === undefined) this.met.set(a, b);
    else if (!(others instanceof Several)) this.met.set(a, new Several([others, b]));
    else if (others.has(b)) return false;
    else others.add(b);
    return true;
  }
}

class Several extends Set<object> {}

/** What the seeds of a pullback are compared with: the caller may change the result itself. */
export const seedLike = (result: unknown): unknown => shadowOf(result, new Map());

/**
 * Throws a TypeError unless `cotangent` has a number in each place where the result of `name` has one. `like` is that result, or of its structure.
 * NaN is refused: it would spread over the whole gradient.
 */
export function checkCotangent(name: string, cotangent: unknown, like: unknown): void {
  const seen = new Pairs();
  const refuse = (path: string, found: string, wanted: string): never => {
    throw new TypeError(`the pullback of ${name} is given what does not fit: ${path} ${found}, and not ${wanted}`);
  };
  const check = (given: unknown, expected: unknown, path: string): void => {
    if (typeof expected === "number") {
      if (typeof given !== "number") refuse(path, `is ${kindOf(given)}`, "a number");
      if (Number.isNaN(given)) refuse(path, "is NaN", "a number");
      return;
    }
    if (!isObject(expected) || !seen.isNew(expected, isObject(given) ? given : expected)) return;
    const isList = Array.isArray(expected) || ArrayBuffer.isView(expected);
    const list = expected as unknown as readonly unknown[];
    if (isList) {
      if (!list.some((item) => typeof item === "number" || isObject(item))) return;
      const length = isObject(given) ? (given as { readonly length?: unknown }).length : undefined;
      if (length === undefined) refuse(path, `is ${kindOf(given)}`, `a list of ${list.length}`);
      if (length !== list.length) refuse(path, `has ${String(length)} elements`, String(list.length));
      list.forEach((item, i) => {
        check((given as Container)[i], item, `${path}[${i}]`);
      });
    } else if (expected instanceof Map) {
      if (isObject(given) && !(given instanceof Map)) refuse(path, `is ${kindOf(given)}`, "a Map");
      for (const [key, item] of expected)
        check(given instanceof Map ? given.get(key) : undefined, item, `${path}.get(${String(key)})`);
    } else if (Object.prototype.toString.call(expected) === "[object Object]") {
      for (const [key, item] of Object.entries(expected))
        check(isObject(given) ? (given as Container)[key] : undefined, item, `${path}.${key}`);
    }
  };
  check(cotangent, like, "cotangent");
}
