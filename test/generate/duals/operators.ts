import { chain, type Dual, plain } from "./dual.js";

type Binary = (a: Dual, b: Dual) => Dual;

/** Arithmetic by its source text; the value is always computed by the operator itself. */
export const arithmetic: ReadonlyMap<string, Binary> = new Map<string, Binary>([
  [
    "+",
    (a, b) =>
      chain(a.v + b.v, [
        [1, a],
        [1, b],
      ]),
  ],
  [
    "-",
    (a, b) =>
      chain(a.v - b.v, [
        [1, a],
        [-1, b],
      ]),
  ],
  [
    "*",
    (a, b) =>
      chain(a.v * b.v, [
        [b.v, a],
        [a.v, b],
      ]),
  ],
  [
    "/",
    (a, b) =>
      chain(a.v / b.v, [
        [1 / b.v, a],
        [-a.v / (b.v * b.v), b],
      ]),
  ],
  [
    "%",
    (a, b) =>
      chain(a.v % b.v, [
        [1, a],
        [-Math.trunc(a.v / b.v), b],
      ]),
  ],
  ["**", power],
]);

function power(a: Dual, b: Dual): Dual {
  const byBase = b.v === 0 ? 0 : b.v * a.v ** (b.v - 1);
  const byExponent = a.v > 0 ? Math.log(a.v) * a.v ** b.v : 0;
  return chain(a.v ** b.v, [
    [byBase, a],
    [byExponent, b],
  ]);
}

export const comparisons: ReadonlyMap<string, (a: number, b: number) => boolean> = new Map<
  string,
  (a: number, b: number) => boolean
>([
  ["<", (a, b) => a < b],
  ["<=", (a, b) => a <= b],
  [">", (a, b) => a > b],
  [">=", (a, b) => a >= b],
]);

type Unary = readonly [value: (x: number) => number, derivative: (x: number) => number];

const unary: ReadonlyMap<string, Unary> = new Map<string, Unary>([
  ["abs", [Math.abs, (x) => (x > 0 ? 1 : x < 0 ? -1 : 0)]],
  ["sqrt", [Math.sqrt, (x) => 1 / (2 * Math.sqrt(x))]],
  ["cbrt", [Math.cbrt, (x) => Math.abs(x) ** (-2 / 3) / 3]],
  ["exp", [Math.exp, Math.exp]],
  ["expm1", [Math.expm1, Math.exp]],
  ["log", [Math.log, (x) => 1 / x]],
  ["log1p", [Math.log1p, (x) => 1 / (1 + x)]],
  ["sin", [Math.sin, Math.cos]],
  ["cos", [Math.cos, (x) => -Math.sin(x)]],
  ["tan", [Math.tan, (x) => 1 / (Math.cos(x) * Math.cos(x))]],
  ["atan", [Math.atan, (x) => 1 / (1 + x * x)]],
  ["asinh", [Math.asinh, (x) => 1 / Math.sqrt(1 + x * x)]],
  ["sinh", [Math.sinh, Math.cosh]],
  ["cosh", [Math.cosh, Math.sinh]],
  ["tanh", [Math.tanh, (x) => 1 / Math.cosh(x) ** 2]],
  ["floor", [Math.floor, () => 0]],
  ["ceil", [Math.ceil, () => 0]],
  ["round", [Math.round, () => 0]],
  ["trunc", [Math.trunc, () => 0]],
  ["sign", [Math.sign, () => 0]],
]);

/** A function of Math; undefined if this interpreter does not have it. */
export function mathFunction(name: string, args: readonly Dual[]): Dual | undefined {
  const [a, b] = args;
  const simple = unary.get(name);
  if (simple !== undefined && a !== undefined) return chain(simple[0](a.v), [[simple[1](a.v), a]]);
  if (name === "max" || name === "min") return extreme(name, args);
  if (a === undefined || b === undefined) return undefined;
  if (name === "pow") return power(a, b);
  if (name === "hypot") {
    const r = Math.hypot(...args.map((arg) => arg.v));
    return chain(
      r,
      args.map((arg) => [r === 0 ? 0 : arg.v / r, arg] as const),
    );
  }
  if (name === "atan2") {
    const square = a.v * a.v + b.v * b.v;
    return chain(
      Math.atan2(a.v, b.v),
      square === 0
        ? []
        : [
            [b.v / square, a],
            [-a.v / square, b],
          ],
    );
  }
  return undefined;
}

/** All the derivative goes to the first argument that is the result. */
function extreme(name: "max" | "min", args: readonly Dual[]): Dual {
  const v = Math[name](...args.map((arg) => arg.v));
  const chosen = args.find((arg) => arg.v === v);
  return chosen === undefined ? plain(v) : chain(v, [[1, chosen]]);
}
