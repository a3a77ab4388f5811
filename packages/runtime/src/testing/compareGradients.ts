/** A number of two gradients; `undefined` where one of them has none. */
export interface LeafDifference {
  /** Such as `[0].weights[3]`; empty for the gradient itself. */
  readonly path: string;
  readonly expected: number | undefined;
  readonly actual: number | undefined;
  /** |expected - actual| / max(|expected|, |actual|, floor); infinite where only one is there, or only one is finite. */
  readonly error: number;
  /** The error that passes: the tolerance, but 2^-18 for sums that a Float32Array rounds. */
  readonly allowed: number;
}

export interface Comparison {
  readonly agrees: boolean;
  /** How many numbers were compared. */
  readonly leaves: number;
  /** The leaves that differ most, worst first, at most ten. */
  readonly worst: readonly LeafDifference[];
  /** `worst` in columns, ready to print. */
  readonly table: string;
}

/**
 * Compares two gradients number by number. They agree if no relative error is above `tolerance`; numbers smaller than `floor` are measured against `floor`.
 * Structure counts: a leaf that only one of them has is an infinite error, so `undefined` never passes for 0.
 */
export function compareGradients(expected: unknown, actual: unknown, tolerance = 1e-9, floor = 1e-3): Comparison {
  const found = allDifferences(expected, actual, { tolerance, floor });
  const worst = [...found].sort((a, b) => b.error / b.allowed - a.error / a.allowed).slice(0, 10);
  return { agrees: found.every(passes), leaves: found.length, worst, table: table(worst) };
}

export const passes = ({ error, allowed }: LeafDifference): boolean => error <= allowed;

interface ComparisonOptions {
  readonly tolerance: number;
  readonly floor: number;
  /** What the paths start with. */
  readonly path?: string;
}

/** Every number of two gradients. */
export function allDifferences(
  expected: unknown,
  actual: unknown,
  { tolerance, floor, path: start = "" }: ComparisonOptions,
): LeafDifference[] {
  const found: LeafDifference[] = [];
  const visited = new Map<object, unknown>();
  const compare = (e: unknown, a: unknown, path: string, allowed: number): void => {
    if (isObject(e) && isObject(a) && kindOf(e) === kindOf(a)) {
      if (visited.get(e) === a) return;
      visited.set(e, a);
      const inside = e instanceof Float32Array ? Math.max(allowed, 2 ** -18) : allowed;
      const left = partsOf(e);
      const right = partsOf(a);
      for (const key of new Set([...left.keys(), ...right.keys()])) {
        compare(left.get(key), right.get(key), path + segment(e, key), inside);
      }
    } else if (isObject(e) || isObject(a)) {
      found.push({ path, expected: undefined, actual: undefined, error: Number.POSITIVE_INFINITY, allowed });
    } else if (typeof e === "number" || typeof a === "number") {
      found.push({ path, ...relativeError(e, a, floor), allowed });
    }
  };
  compare(expected, actual, start, tolerance);
  return found;
}

function relativeError(e: unknown, a: unknown, floor: number): Pick<LeafDifference, "expected" | "actual" | "error"> {
  const expected = typeof e === "number" ? e : undefined;
  const actual = typeof a === "number" ? a : undefined;
  return { expected, actual, error: errorOf(expected, actual, floor) };
}

function errorOf(expected: number | undefined, actual: number | undefined, floor: number): number {
  if (expected === actual || (Number.isNaN(expected) && Number.isNaN(actual))) return 0;
  if (expected === undefined || actual === undefined) return Number.POSITIVE_INFINITY;
  if (!Number.isFinite(expected) || !Number.isFinite(actual)) return Number.POSITIVE_INFINITY;
  return Math.abs(expected - actual) / Math.max(Math.abs(expected), Math.abs(actual), floor);
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** A cotangent of a class instance is a plain object, so only arrays, typed arrays and Maps are kinds of their own. */
const kindOf = (value: object): string =>
  ArrayBuffer.isView(value)
    ? value.constructor.name
    : Array.isArray(value)
      ? "Array"
      : value instanceof Map
        ? "Map"
        : "";

const partsOf = (value: object): ReadonlyMap<unknown, unknown> =>
  value instanceof Map ? value : new Map<unknown, unknown>(Object.entries(value));

function segment(owner: object, key: unknown): string {
  if (owner instanceof Map) return `.get(${typeof key === "string" ? JSON.stringify(key) : String(key)})`;
  return kindOf(owner) !== ""
    ? `[${String(key)}]`
    : /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(String(key))
      ? `.${String(key)}`
      : `[${JSON.stringify(key)}]`;
}

/** Leaves in columns; the second and the third are those of `expected` and `actual`. */
export function table(
  leaves: readonly LeafDifference[],
  columns: readonly [string, string] = ["expected", "actual"],
): string {
  const cell = (value: number | undefined): string => (value === undefined ? "missing" : String(value));
  const lines = [
    ["leaf", ...columns, "relative error"],
    ...leaves.map((leaf) => [
      leaf.path || "(result)",
      cell(leaf.expected),
      cell(leaf.actual),
      leaf.error.toExponential(2),
    ]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines.map((line) => line.map((text, column) => text.padEnd(widths[column] ?? 0)).join("  ")).join("\n");
}
