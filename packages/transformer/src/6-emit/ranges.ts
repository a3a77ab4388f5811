import type { Atom, For } from "../ir/types.js";
import { type BinaryOperator, binary, type Counted, call, type Expression, literal } from "./tree.js";

type Range = Pick<Counted, "first" | "compare" | "bound" | "step">;

const compares = { lt: "<", le: "<=", gt: ">", ge: ">=" } as const;

/** The header of a counted loop. A descending one starts at the last index of the domain, computed exactly. */
export function countedLoop(loop: For, atom: (atom: Atom) => Expression, isInteger: (atom: Atom) => boolean): Range {
  const { test, step } = loop;
  const from = atom(loop.from);
  const to = atom(loop.to);
  const counts = (test === "lt" || test === "le") === step > 0;
  // A loop that runs away from its bound has no last index: it has no iteration or no end.
  if (loop.order === "ascending" || !counts) return { first: from, compare: compares[test], bound: to, step };
  const up = step > 0;
  const size = Math.abs(step);
  // The bound as an integer that belongs to the domain, but for the step: i < to is i <= ceil(to) - 1.
  const inclusive = test === "le" || test === "ge";
  const rounding = up === inclusive ? "floor" : "ceil";
  const whole = loop.to.kind === "value" && !isInteger(loop.to) ? call(`Math.${rounding}`, to) : rounded(to, rounding);
  const known = lastKnown(loop);
  if (known !== undefined) return { first: literal(known), compare: up ? ">=" : "<=", bound: from, step: -step };
  const last = size === 1 ? nearest(whole, inclusive, up) : lastMultiple(from, whole, inclusive, up, size);
  return { first: last, compare: up ? ">=" : "<=", bound: from, step: -step };
}

function rounded(bound: Expression, rounding: "floor" | "ceil"): Expression {
  if (bound.kind !== "literal" || typeof bound.constant.value !== "number") return bound;
  const { value } = bound.constant;
  return Number.isInteger(value) ? bound : literal(Math[rounding](value));
}

function nearest(whole: Expression, inclusive: boolean, up: boolean): Expression {
  if (!inclusive) return plus(whole, up ? -1 : 1);
  // Rounding may give -0, and an index is never that.
  return whole.kind === "call" ? plus(whole, 0) : whole;
}

/** `from + floor((whole - from) / size) * size`, where an exclusive bound is rounded up and one step is left out. */
function lastMultiple(from: Expression, whole: Expression, inclusive: boolean, up: boolean, size: number): Expression {
  const distance = up ? minus(whole, from) : minus(from, whole);
  const quotient = binary("/", distance, literal(size));
  const steps = inclusive ? call("Math.floor", quotient) : plus(call("Math.ceil", quotient), -1);
  const offset = binary("*", steps, literal(size));
  // Zero minus the offset is never -0, which its negation may be.
  if (isZero(from) && up) return inclusive && whole.kind === "call" ? plus(offset, 0) : offset;
  return binary(up ? "+" : "-", from, offset);
}

/** The last index, if the domain is known and not empty; never -0. */
function lastKnown({ from, to, test, step }: For): number | undefined {
  if (from.kind === "value" || to.kind === "value") return undefined;
  if (from.text !== undefined || to.text !== undefined) return undefined;
  if (typeof from.value !== "number" || typeof to.value !== "number" || !Number.isFinite(to.value)) return undefined;
  const distance = (to.value - from.value) / step;
  const inclusive = test === "le" || test === "ge";
  const steps = inclusive ? Math.floor(distance) : Math.ceil(distance) - 1;
  if (!Number.isSafeInteger(from.value) || Math.abs(to.value) > 1e9 || Math.abs(from.value) > 1e9) return undefined;
  if (!Number.isInteger(to.value) && Math.abs(to.value) < 1e-6) return undefined;
  return from.value + steps * step + 0;
}

const isZero = (expression: Expression): boolean => expression.kind === "literal" && expression.constant.value === 0;

const minus = (left: Expression, right: Expression): Expression => (isZero(right) ? left : binary("-", left, right));

/** `expression + amount`, folded if it is a number. */
function plus(expression: Expression, amount: number): Expression {
  if (expression.kind === "literal" && typeof expression.constant.value === "number") {
    return literal(expression.constant.value + amount);
  }
  const operator: BinaryOperator = amount < 0 ? "-" : "+";
  return binary(operator, expression, literal(Math.abs(amount)));
}
