/** Arguments, gradients and tangents are plain structures: these are the ways to copy, compare and walk them. */

export type Path = readonly (string | number)[];
type Container = Record<string | number, unknown>;
type TypedArray = Float64Array | Float32Array | Int32Array | Uint8Array;

/** Integer arrays bear no derivative. */
const isFloatArray = (value: TypedArray): boolean => value instanceof Float64Array || value instanceof Float32Array;

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

const isTyped = (value: unknown): value is TypedArray => ArrayBuffer.isView(value) && !(value instanceof DataView);

/** Entries of maps and sets are named by their place in the order of iteration, as keys may be objects. */
const keysOf = (value: object): (string | number)[] => {
  if (value instanceof Map || value instanceof Set) return [...value.keys()].map((_, place) => place);
  return Array.isArray(value) || isTyped(value) ? [...value.keys()] : Object.keys(value);
};

const memberOf = (value: object, key: string | number): unknown =>
  value instanceof Map || value instanceof Set ? [...value.values()][Number(key)] : (value as Container)[key];

export interface CloneOptions {
  /** Copies Float32Array to Float64Array, for a smooth twin of a function. */
  readonly widen?: boolean;
}

/** A deep copy in which shared and cyclic parts stay shared, also across the arguments of one list. */
export const clone = <T>(value: T, options: CloneOptions = {}, memo = new Map<object, unknown>()): T => {
  if (!isObject(value)) return value;
  const known = memo.get(value);
  if (known !== undefined) return known as T;
  if (isTyped(value)) {
    const copy = options.widen === true && value instanceof Float32Array ? Float64Array.from(value) : value.slice();
    memo.set(value, copy);
    return copy as T;
  }
  if (value instanceof Map) {
    const map = new Map<unknown, unknown>();
    memo.set(value, map);
    for (const [key, item] of value) map.set(clone(key, options, memo), clone(item, options, memo));
    return map as T;
  }
  if (value instanceof Set) {
    const set = new Set<unknown>();
    memo.set(value, set);
    for (const item of value) set.add(clone(item, options, memo));
    return set as T;
  }
  const copy = (
    Array.isArray(value) ? new Array(value.length) : Object.create(Object.getPrototypeOf(value))
  ) as Container;
  memo.set(value, copy);
  for (const key of keysOf(value)) copy[key] = clone((value as Container)[key], options, memo);
  return copy as T;
};

const className = (value: object): string => (value.constructor as { readonly name: string } | undefined)?.name ?? "";

/** The first place where two structures differ in a bit, a kind or a key; undefined if they are the same. */
export const firstDifference = (
  a: unknown,
  b: unknown,
  path: Path = [],
  seen = new Set<object>(),
): string | undefined => {
  if (!isObject(a) || !isObject(b))
    return Object.is(a, b) ? undefined : `${showPath(path)}: ${String(a)} and ${String(b)}`;
  if (seen.has(a)) return undefined;
  seen.add(a);
  if (Array.isArray(a) !== Array.isArray(b) || (isTyped(a) && a.constructor !== b.constructor))
    return `${showPath(path)}: ${a.constructor.name} and ${b.constructor.name}`;
  if (className(a) !== className(b)) return `${showPath(path)}: ${className(a)} and ${className(b)}`;
  if (a instanceof Map && b instanceof Map) {
    const found = firstDifference([...a.keys()], [...b.keys()], [...path, "keys"], seen);
    if (found !== undefined) return found;
  }
  const keys = keysOf(a);
  if (keys.length !== keysOf(b).length) return `${showPath(path)}: ${keys.length} and ${keysOf(b).length} members`;
  for (const key of keys) {
    const found = firstDifference(memberOf(a, key), memberOf(b, key), [...path, key], seen);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** The places of all numbers that have a derivative, each cell of shared memory once. */
export const leavesOf = (value: unknown, path: Path = [], seen = new Set<object>()): Path[] => {
  if (typeof value === "number") return [path];
  if (!isObject(value) || seen.has(value) || (isTyped(value) && !isFloatArray(value))) return [];
  seen.add(value);
  return keysOf(value).flatMap((key) => leavesOf(memberOf(value, key), [...path, key], seen));
};

export const readAt = (root: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, key) => (isObject(value) ? memberOf(value, key) : undefined), root);

/** Replaces the number at a place of an argument list; the list itself is an ordinary container. */
export const writeAt = (root: unknown, path: Path, value: unknown): void => {
  const last = path.at(-1);
  const container = readAt(root, path.slice(0, -1));
  if (last === undefined || !isObject(container)) throw new Error(`no place ${showPath(path)} to write to`);
  if (container instanceof Map) container.set([...container.keys()][Number(last)], value);
  else (container as Container)[last] = value;
};

/** Memory of a structure: its objects, and for typed arrays their buffers. */
export const memoryOf = (value: unknown, seen = new Set<object>()): Set<object> => {
  if (!isObject(value) || seen.has(value)) return seen;
  seen.add(value);
  if (isTyped(value)) seen.add(value.buffer);
  else for (const key of keysOf(value)) memoryOf(memberOf(value, key), seen);
  return seen;
};

/** The same structure with each number replaced; what has no derivative is left out, as in a cotangent. */
export const mapNumbers = (value: unknown, next: () => number, memo = new Map<object, unknown>()): unknown => {
  if (typeof value === "number") return next();
  if (!isObject(value)) return undefined;
  const known = memo.get(value);
  if (known !== undefined) return known;
  if (isTyped(value)) {
    if (!isFloatArray(value)) return undefined;
    const copy = value.map(() => next());
    memo.set(value, copy);
    return copy;
  }
  if (value instanceof Map) {
    const map = new Map<unknown, unknown>();
    memo.set(value, map);
    for (const [key, item] of value) map.set(key, mapNumbers(item, next, memo));
    return map;
  }
  if (value instanceof Set) return undefined;
  const copy = (Array.isArray(value) ? new Array(value.length) : {}) as Container;
  memo.set(value, copy);
  for (const key of keysOf(value)) {
    const mapped = mapNumbers((value as Container)[key], next, memo);
    if (mapped !== undefined || Array.isArray(value)) copy[key] = mapped;
  }
  if (Array.isArray(copy) && copy.length > 0 && copy.every((item) => item === undefined)) return undefined;
  return copy;
};

export const showPath = (path: Path): string =>
  path.length === 0
    ? "the value"
    : path.map((key, i) => (typeof key === "number" ? `[${key}]` : i === 0 ? key : `.${key}`)).join("");

/** Numbers in (-1, 1), the same in every run (mulberry32). */
export const seededNumbers = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2147483648 - 1;
  };
};

/** The same, but that those on one side of 0 are 0. */
export const sparseNumbers = (seed: number, side: 1 | -1): (() => number) => {
  const next = seededNumbers(seed);
  return () => side * Math.max(0, side * next());
};
