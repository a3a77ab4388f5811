import { chain, type Num, type Term } from "./dual.js";

type Binary = (a: Num, b: Num) => Num;

const v = Number;

/** Arithmetic by its source text; the value is always computed by the operator itself. */
export const arithmetic: Readonly<Record<string, Binary>> = {
  "+": (a, b) => chain(v(a) + v(b), [one(a), one(b)]),
  "-": (a, b) => chain(v(a) - v(b), [one(a), [-1, b]]),
  "*": (a, b) => chain(v(a) * v(b), [byFactor(a, b), byFactor(b, a)]),
  "/": (a, b) => {
    const [x, y] = [v(a), v(b)];
    return chain(x / y, [
      [1 / y, a],
      [-x / (y * y), b],
    ]);
  },
  "%": (a, b) => chain(v(a) % v(b), [one(a), [-Math.trunc(v(a) / v(b)), b]]),
  "**": power,
};

const one = (of: Num): Term => [1, of];
const byFactor = (of: Num, factor: Num): Term => [v(factor), of];

export const negative = (a: Num): Num => chain(-v(a), [[-1, a]]);

function power(a: Num, b: Num): Num {
  const [x, y] = [v(a), v(b)];
  const byBase = y === 0 ? 0 : y * x ** (y - 1);
  const byExponent = x > 0 ? Math.log(x) * x ** y : 0;
  return chain(x ** y, [
    [byBase, a],
    [byExponent, b],
  ]);
}

type Unary = readonly [value: (x: number) => number, derivative: (x: number) => number];

const unary: Readonly<Record<string, Unary>> = {
  abs: [Math.abs, (x) => (x > 0 ? 1 : x < 0 ? -1 : 0)],
  sqrt: [Math.sqrt, (x) => 1 / (2 * Math.sqrt(x))],
  cbrt: [Math.cbrt, (x) => Math.abs(x) ** (-2 / 3) / 3],
  exp: [Math.exp, Math.exp],
  expm1: [Math.expm1, Math.exp],
  log: [Math.log, (x) => 1 / x],
  log2: [Math.log2, (x) => 1 / (x * Math.LN2)],
  log10: [Math.log10, (x) => 1 / (x * Math.LN10)],
  log1p: [Math.log1p, (x) => 1 / (1 + x)],
  sin: [Math.sin, Math.cos],
  cos: [Math.cos, (x) => -Math.sin(x)],
  tan: [Math.tan, (x) => 1 / (Math.cos(x) * Math.cos(x))],
  asin: [Math.asin, (x) => 1 / Math.sqrt(1 - x * x)],
  acos: [Math.acos, (x) => -1 / Math.sqrt(1 - x * x)],
  atan: [Math.atan, (x) => 1 / (1 + x * x)],
  asinh: [Math.asinh, (x) => 1 / Math.sqrt(1 + x * x)],
  acosh: [Math.acosh, (x) => 1 / Math.sqrt(x * x - 1)],
  atanh: [Math.atanh, (x) => 1 / (1 - x * x)],
  sinh: [Math.sinh, Math.cosh],
  cosh: [Math.cosh, Math.sinh],
  tanh: [Math.tanh, (x) => 1 / Math.cosh(x) ** 2],
};

/** `Math` of the rewritten program; a function that is not here is piecewise constant. */
export const math: object = Object.create(Math, {
  ...Object.fromEntries(
    Object.entries(unary).map(([name, [value, derivative]]) => [
      name,
      { value: (a: Num) => chain(value(v(a)), typeof a === "number" ? [] : [[derivative(a.v), a]]) },
    ]),
  ),
  pow: { value: power },
  max: { value: (...args: Num[]) => extreme("max", args) },
  min: { value: (...args: Num[]) => extreme("min", args) },
  hypot: { value: hypot },
  atan2: { value: atan2 },
});

/** All the derivative goes to the first argument that is the result. */
function extreme(name: "max" | "min", args: readonly Num[]): Num {
  const value = Math[name](...args.map(v));
  const chosen = args.find((arg) => Object.is(v(arg), value)) ?? args.find((arg) => v(arg) === value);
  return chosen === undefined ? value : chain(value, [[1, chosen]]);
}

function hypot(...args: Num[]): Num {
  const r = Math.hypot(...args.map(v));
  return chain(
    r,
    args.map((arg) => [r === 0 ? 0 : v(arg) / r, arg] as const),
  );
}

function atan2(a: Num, b: Num): Num {
  const [y, x] = [v(a), v(b)];
  const square = y * y + x * x;
  return chain(Math.atan2(y, x), square === 0 ? [] : [[x / square, a] as const, [-y / square, b] as const]);
}
