import { constant } from "../../ir/build.js";
import type { Constant, PrimitiveName } from "../../ir/types.js";

type Scalar = Constant["value"];

const number = (value: Scalar): number => Number(value);

const bits = (operation: (a: number, b: number) => number) => (args: readonly Scalar[]) =>
  operation(number(args[0]), number(args[1]));
const unary = (operation: (a: number) => number) => (args: readonly Scalar[]) => operation(number(args[0]));
/** Two texts are compared as texts, anything else as numbers. */
const compare =
  (operation: <T extends string | number>(a: T, b: T) => boolean) =>
  ([a, b]: readonly Scalar[]) =>
    typeof a === "string" && typeof b === "string" ? operation(a, b) : operation(number(a), number(b));

/** Only what the language defines to the last bit: `Math.sin` and its like may differ between engines. */
const exact: Partial<Record<PrimitiveName, (args: readonly Scalar[]) => Scalar>> = {
  add: ([a, b]) => (typeof a === "string" || typeof b === "string" ? String(a) + String(b) : number(a) + number(b)),
  sub: bits((a, b) => a - b),
  mul: bits((a, b) => a * b),
  div: bits((a, b) => a / b),
  rem: bits((a, b) => a % b),
  neg: unary((a) => -a),
  lt: compare((a, b) => a < b),
  le: compare((a, b) => a <= b),
  gt: compare((a, b) => a > b),
  ge: compare((a, b) => a >= b),
  eq: ([a, b]) => a === b,
  ne: ([a, b]) => a !== b,
  and: ([a, b]) => (a ? b : a),
  or: ([a, b]) => (a ? a : b),
  not: ([a]) => !a,
  bitand: bits((a, b) => a & b),
  bitor: bits((a, b) => a | b),
  bitxor: bits((a, b) => a ^ b),
  bitnot: unary((a) => ~a),
  shl: bits((a, b) => a << b),
  shr: bits((a, b) => a >> b),
  ushr: bits((a, b) => a >>> b),
  imul: bits(Math.imul),
  abs: unary(Math.abs),
  ceil: unary(Math.ceil),
  clz32: unary(Math.clz32),
  floor: unary(Math.floor),
  fround: unary(Math.fround),
  max: bits(Math.max),
  min: bits(Math.min),
  round: unary(Math.round),
  sign: unary(Math.sign),
  sqrt: unary(Math.sqrt),
  trunc: unary(Math.trunc),
  isNaN: ([a]) => Number.isNaN(a),
  isFinite: ([a]) => Number.isFinite(a),
  isInteger: ([a]) => Number.isInteger(a),
  toNumber: unary((a) => a),
  isNullish: ([a]) => a === undefined || a === null,
  isTruthy: ([a]) => Boolean(a),
};

const numeric: ReadonlySet<PrimitiveName> = new Set<PrimitiveName>(["lt", "le", "gt", "ge", "eq", "ne"]);
/** A quotient with more digits than this reads better as the quotient that the user wrote. */
const longestNumber = 12;

/** The value of a primitive of constants, where it is certain and reads well. */
export function fold(name: PrimitiveName, args: readonly Constant[]): Constant | undefined {
  const evaluate = exact[name];
  if (evaluate === undefined) return undefined;
  // `2 * Math.PI` stays; a comparison with it does not.
  if (args.some((arg) => arg.text !== undefined) && !numeric.has(name)) return undefined;
  const value = evaluate(args.map((arg) => arg.value));
  if (typeof value === "number" && (name === "div" || name === "sqrt")) {
    const written = args.reduce((length, arg) => length + String(arg.value).length, 3);
    if (String(value).length > Math.max(longestNumber, written)) return undefined;
  }
  return constant(value);
}
