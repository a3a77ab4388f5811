/** Overloads over numbers, lists and rows, told apart by guards of the user's; options whose missing case holds `never`. */
type Vector = readonly number[];
type Matrix = readonly Vector[];
type Any = number | Vector | Matrix;

const isMatrix = (x: Any): x is Matrix => Array.isArray(x) && Array.isArray(x[0]);
const isVector = (x: Any): x is Vector => Array.isArray(x) && !Array.isArray(x[0]);

function mul(a: number, b: number): number;
function mul(a: number, b: Vector): Vector;
function mul(a: Matrix, b: Vector): Vector;
function mul(a: Matrix, b: Matrix): Matrix;
function mul(a: number | Matrix, b: Any): Any {
  if (typeof a === "number") return typeof b === "number" ? a * b : (b as Vector).map((v) => a * v);
  if (isVector(b)) return a.map((row) => row.reduce((s, v, i) => s + v * b[i], 0));
  if (isMatrix(b)) return a.map((row) => b[0].map((_, j) => row.reduce((s, v, k) => s + v * b[k][j], 0)));
  throw new TypeError("the shapes differ");
}

type Option<T> = { readonly some: true; readonly value: T } | { readonly some: false };
const some = <T>(value: T): Option<T> => ({ some: true, value });
const none: Option<never> = { some: false };
const find = <T>(xs: readonly T[], test: (x: T) => boolean): Option<T> => {
  for (const x of xs) if (test(x)) return some(x);
  return none;
};
const map = <T, U>(o: Option<T>, g: (x: T) => U): Option<U> => (o.some ? some(g(o.value)) : none);
const getOrElse = <T>(o: Option<T>, other: () => T): T => (o.some ? o.value : other());

/** What is left when a name is taken out of a table. */
function without(table: Readonly<Record<string, number>>, name: string): number {
  const { [name]: taken = 0.5, ...rest } = table;
  return Object.entries(rest).reduce((sum, [key, value], i) => sum + value * (i + 1) * key.length, 0) - taken * taken;
}

export function f(x: number[]): number {
  const m = [
    [x[0], x[1]],
    [x[2], 0.5],
  ];
  const v = mul(m, [1, x[1]]);
  const squares = mul(m, m);
  const w = mul(mul(0.5, x[0]), v);
  const large = map(
    find(x, (y) => y > 1),
    (y) => y ** 3,
  );
  const row = getOrElse(
    map(
      find(squares, (r) => r[0] > 100),
      (r) => r[0],
    ),
    () => x[2] * 2,
  );
  let table: Record<string, number> = { a: x[0], bb: x[1], ccc: x[0] * x[2] };
  let sum = 0;
  for (const name of ["bb", "none", "a"]) {
    sum += without(table, name);
    const { [name]: _, ...rest } = table;
    table = rest;
  }
  sum += Object.keys(table).length * table["ccc"];
  return v[0] * w[1] + squares[1][0] + getOrElse(large, () => 0) + row + sum;
}

export const wrt = 0;
export const inputs = [[[1.3, 0.7, -0.4]], [[0.6, -1.1, 0.8]]];
