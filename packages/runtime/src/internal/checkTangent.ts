import { kindOf } from "./kindOf.js";

type Container = Readonly<Record<string | number, unknown>>;

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/**
 * Throws a TypeError unless a direction has the structure of the argument `like`: its lengths, fields and entries, with a number for each
 * number. What is one object in several places of the argument has one tangent.
 */
export function checkTangent(name: string, tangent: unknown, like: unknown, path: string): void {
  // Most arguments are arrays of numbers: nothing is made for these.
  if (isList(like) && isList(tangent) && tangent.length === like.length && typeof like[0] === "number") {
    checkNumbers(name, tangent, like, path);
    return;
  }
  const seen = new Map<object, unknown>();
  const check = (given: unknown, expected: unknown, at: string): void => {
    if (typeof expected === "number") {
      if (typeof given !== "number") fail(name, textOf(given), "a number", at);
      return;
    }
    if (!isObject(expected)) return;
    if (seen.has(expected)) {
      if (!isSame(seen.get(expected), given)) fail(name, "another tangent", "that of the same object elsewhere", at);
      return;
    }
    seen.set(expected, given);
    if (isList(expected)) {
      const list = expected;
      // What has no derivative needs no tangent.
      const isEmpty = list.length === 0 && !isObject(given);
      if (isEmpty || (list.length > 0 && typeof list[0] !== "number" && typeof list[0] !== "object")) return;
      const length = isObject(given) ? (given as { readonly length?: unknown }).length : undefined;
      if (length === undefined) fail(name, textOf(given), "an array", at);
      if (length !== list.length) fail(name, `${String(length)} elements`, String(list.length), at);
      if (list.length > 0 && isObject(list[0]))
        for (let i = 0; i < list.length; i++) check((given as Container)[i], list[i], `${at}[${i}]`);
      else checkNumbers(name, given as ArrayLike<unknown>, list, at);
    } else if (expected instanceof Map) {
      if (!(given instanceof Map)) fail(name, textOf(given), "a Map", at);
      else for (const [key, item] of expected) check(given.get(key), item, `${at}.get(${String(key)})`);
    } else if (Object.prototype.toString.call(expected) === "[object Object]") {
      if (!isObject(given)) fail(name, textOf(given), "an object", at);
      for (const [key, item] of Object.entries(expected)) check((given as Container)[key], item, `${at}.${key}`);
    }
  };
  check(tangent, like, path);
}

const isList = (value: unknown): value is ArrayLike<unknown> =>
  Array.isArray(value) || value instanceof Float64Array || value instanceof Float32Array;

/** Where a list may have gaps, only what is a number there has a tangent. */
function checkNumbers(name: string, given: ArrayLike<unknown>, expected: ArrayLike<unknown>, at: string): void {
  // One element tells of which kind all are.
  if (ArrayBuffer.isView(given) && typeof given[0] === "number") return;
  for (let i = 0; i < given.length; i++)
    if (typeof given[i] !== "number" && typeof expected[i] === "number")
      fail(name, textOf(given[i]), "a number", `${at}[${i}]`);
}

function isSame(a: unknown, b: unknown, seen = new Set<object>()): boolean {
  if (!isObject(a) || !isObject(b)) return Object.is(a, b) || a === b;
  if (a === b || seen.has(a)) return true;
  seen.add(a);
  const [these, those] = [a, b].map((part) => (part instanceof Map ? Object.fromEntries(part) : (part as Container)));
  return Object.keys(these as Container).every((key) => isSame(these?.[key], those?.[key], seen));
}

const textOf = (found: unknown): string => (found === undefined ? "undefined" : kindOf(found));

function fail(name: string, found: string, wanted: string, at: string): never {
  throw new TypeError(`the tangent of ${name} has ${found} at ${at}, and not ${wanted}`);
}
