/** Arguments, gradients and tangents are plain structures: these are the ways to copy, compare and walk them. */

export type Path = readonly (string | number)[];
type Container = Record<string | number, unknown>;
type TypedArray = Float64Array | Float32Array | Int32Array | Uint8Array;

/** Integer arrays bear no derivative. */
const isFloatArray = (value: TypedArray): boolean => value instanceof Float64Array || value instanceof Float32Array;

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

const isTyped = (value: unknown): value is TypedArray => ArrayBuffer.isView(value) && !(value instanceof DataView);

const keysOf = (value: object): (string | number)[] =>
  Array.isArray(value) || isTyped(value) ? [...value.keys()] : Object.keys(value);

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
  const keys = keysOf(a);
  if (keys.length !== keysOf(b).length) return `${showPath(path)}: ${keys.length} and ${keysOf(b).length} members`;
  for (const key of keys) {
    const found = firstDifference((a as Container)[key], (b as Container)[key], [...path, key], seen);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** The places of all numbers that have a derivative, each cell of shared memory once. */
export const leavesOf = (value: unknown, path: Path = [], seen = new Set<object>()): Path[] => {
  if (typeof value === "number") return [path];
  if (!isObject(value) || seen.has(value) || (isTyped(value) && !isFloatArray(value))) return [];
  seen.add(value);
  return keysOf(value).flatMap((key) => leavesOf((value as Container)[key], [...path, key], seen));
};

export const readAt = (root: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, key) => (isObject(value) ? (value as Container)[key] : undefined), root);

/** Replaces the number at a place of an argument list; the list itself is an ordinary container. */
export const writeAt = (root: unknown, path: Path, value: unknown): void => {
  const last = path.at(-1);
  const container = readAt(root, path.slice(0, -1));
  if (last === undefined || !isObject(container)) throw new Error(`no place ${showPath(path)} to write to`);
  (container as Container)[last] = value;
};

/** Memory of a structure: its objects, and for typed arrays their buffers. */
export const memoryOf = (value: unknown, seen = new Set<object>()): Set<object> => {
  if (!isObject(value) || seen.has(value)) return seen;
  seen.add(value);
  if (isTyped(value)) seen.add(value.buffer);
  else for (const key of keysOf(value)) memoryOf((value as Container)[key], seen);
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
