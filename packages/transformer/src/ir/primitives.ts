import type { Constant, PrimitiveName } from "./types.js";

type Scalar = Constant["value"];

/** A primitive on JavaScript values, exactly as the emitted program computes it. Constant folding uses it too. */
export function evaluatePrimitive(name: PrimitiveName, args: readonly Scalar[]): Scalar;
export function evaluatePrimitive(name: PrimitiveName, args: readonly unknown[]): unknown;
export function evaluatePrimitive(name: PrimitiveName, args: readonly unknown[]): unknown {
  // JavaScript converts what is not a number itself: undefined (an element out of range) to NaN.
  const [a, b, c] = args as readonly [number, number, number];
  switch (name) {
    case "add":
      return a + b;
    case "sub":
      return a - b;
    case "mul":
      return a * b;
    case "div":
      return a / b;
    case "rem":
      return a % b;
    case "pow":
      return a ** b;
    case "neg":
      return -a;
    case "lt":
      return a < b;
    case "le":
      return a <= b;
    case "gt":
      return a > b;
    case "ge":
      return a >= b;
    case "eq":
      return a === b;
    case "ne":
      return a !== b;
    case "and":
      return a && b;
    case "or":
      return a || b;
    case "not":
      return !a;
    case "bitand":
      return a & b;
    case "bitor":
      return a | b;
    case "bitxor":
      return a ^ b;
    case "bitnot":
      return ~a;
    case "shl":
      return a << b;
    case "shr":
      return a >> b;
    case "ushr":
      return a >>> b;
    case "select":
      return a ? b : c;
    case "isNullish":
      return a === undefined || a === null;
    case "isTruthy":
      return Boolean(a);
    case "identity":
    case "stop":
    case "present":
      return a;
    case "toNumber":
      return +a;
    case "orZero":
      return a ?? 0;
    case "scale":
      return a === 0 || b === 0 ? 0 : a * b;
    case "isNaN":
      return Number.isNaN(a);
    case "isFinite":
      return Number.isFinite(a);
    case "isInteger":
      return Number.isInteger(a);
    case "atan2":
    case "hypot":
    case "imul":
    case "max":
    case "min":
      return (Math[name] as (...args: readonly number[]) => number)(...(args as readonly number[]));
    default:
      return Math[name](a);
  }
}
