import { atomType, constant, isConstant, numberType, sameAtom, zero } from "../../ir/build.js";
import type { Atom, Constant, Primitive, PrimitiveName, Statement, Value } from "../../ir/types.js";
import { collectTerms } from "./collect.js";
import { fold } from "./fold.js";
import { integerStep, isNeverZero } from "./integers.js";
import { nullishStep } from "./nullish.js";
import { definedBy, emit, isSure, type Rewriting, usedOnce } from "./rewriting.js";

/** One step: a simpler operation, an atom, or undefined if there is none. */
type Step = Primitive | Atom | undefined;

const make = (name: PrimitiveName, ...args: readonly Atom[]): Primitive => ({ kind: "primitive", name, args });
const isNumber = (atom: Atom): boolean => atomType(atom).kind === "number";
/** `isConstant` as a plain boolean: an atom that is not this constant may still be another. */
const is = (atom: Atom, ...values: readonly number[] | readonly boolean[]): boolean => isConstant(atom, ...values);
const mostSteps = 12;

/**
 * What a primitive becomes: an atom, or the primitive to define the value by. On primal values every rewrite is exact to the
 * bit; on linear ones the laws of real numbers hold.
 */
export function simplifyPrimitive(
  operation: Primitive,
  value: Value,
  state: Rewriting,
  out: Statement[],
): Primitive | Atom {
  let present = operation;
  for (let steps = 0; steps < mostSteps; steps++) {
    const next = step(present, value, state, out);
    if (next === undefined) return present;
    if (next.kind === "value" || next.kind === "constant") return next;
    state.changes++;
    present = next;
  }
  return present;
}

function step(operation: Primitive, value: Value, state: Rewriting, out: Statement[]): Step {
  const { name, args } = operation;
  if (name === "identity") return args[0];
  if (!state.full) return undefined;
  const constants = args.filter((arg): arg is Constant => arg.kind === "constant");
  if (name !== "select" && constants.length === args.length) {
    const folded = fold(name, constants);
    if (folded !== undefined) return folded;
  }
  const exact = nullishStep(operation, state) ?? exactStep(operation, state) ?? integerStep(operation, state);
  if (exact !== undefined) return exact;
  if (!value.linear || value.type.kind !== "number") return undefined;
  return linearStep(operation, state, out) ?? collectTerms(operation, state, out);
}

// ----------------------------------------------------------------------------------------------------------- exact

/** As many as the primitive has, which the verifier counts. */
const operandsOf = ({ args }: Primitive): readonly [Atom, Atom, Atom] => args as readonly Atom[] as [Atom, Atom, Atom];

function exactStep(operation: Primitive, state: Rewriting): Step {
  const { name } = operation;
  const [a, b] = operandsOf(operation);
  switch (name) {
    case "add":
      return exactAdd(a, b, state);
    case "sub": {
      if (is(b, 0) && isNumber(a)) return a;
      const negated = definedBy(b, state, "neg")?.args[0];
      return negated === undefined || !isNumber(a) ? undefined : make("add", a, negated);
    }
    case "mul": {
      if (is(b, 1) && isNumber(a)) return a;
      if (is(a, 1) && isNumber(b)) return b;
      if (is(b, -1)) return make("neg", a);
      if (is(a, -1)) return make("neg", b);
      const minusA = definedBy(a, state, "neg")?.args[0];
      const minusB = definedBy(b, state, "neg")?.args[0];
      return minusA === undefined || minusB === undefined ? undefined : make("mul", minusA, minusB);
    }
    case "div":
      if (is(b, 1) && isNumber(a)) return a;
      return is(b, -1) ? make("neg", a) : undefined;
    case "pow":
      if (is(b, 1) && isNumber(a)) return a;
      return is(b, 0, -0) ? constant(1) : undefined;
    case "neg": {
      const inner = definedBy(a, state, "neg")?.args[0];
      return inner !== undefined && isNumber(inner) ? inner : undefined;
    }
    case "abs": {
      const negated = definedBy(a, state, "neg")?.args[0];
      if (negated !== undefined) return make("abs", negated);
      return definedBy(a, state, "abs") === undefined ? undefined : a;
    }
    case "max":
    case "min":
      return sameAtom(a, b) && isNumber(a) ? a : undefined;
    case "floor":
    case "ceil":
    case "round":
    case "trunc":
      return definedBy(a, state, "floor", "ceil", "round", "trunc") === undefined ? undefined : a;
    case "select":
      return selectStep(operation);
    case "not":
      return notStep(a, state);
    default:
      return logicalStep(name, a, b, state);
  }
}

function exactAdd(a: Atom, b: Atom, state: Rewriting): Step {
  if (!isNumber(a) || !isNumber(b)) return undefined;
  if (is(b, -0)) return a;
  if (is(a, -0)) return b;
  const minusB = definedBy(b, state, "neg")?.args[0];
  if (minusB !== undefined && isNumber(minusB)) return make("sub", a, minusB);
  const minusA = definedBy(a, state, "neg")?.args[0];
  return minusA === undefined || !isNumber(minusA) ? undefined : make("sub", b, minusA);
}

function selectStep(operation: Primitive): Step {
  const [condition, a, b] = operandsOf(operation);
  if (condition.kind === "constant") return condition.value ? a : b;
  return sameAtom(a, b) ? a : undefined;
}

function notStep(a: Atom, state: Rewriting): Step {
  const inner = definedBy(a, state, "not", "eq", "ne");
  if (inner === undefined) return undefined;
  const [x, y] = operandsOf(inner);
  if (inner.name === "not") return isSure(x, state) ? x : make("isTruthy", x);
  return make(inner.name === "eq" ? "ne" : "eq", x, y);
}

function logicalStep(name: PrimitiveName, a: Atom, b: Atom, state: Rewriting): Step {
  const opposite = (x: Atom, y: Atom): boolean => {
    const inner = definedBy(y, state, "not")?.args[0];
    return inner !== undefined && sameAtom(inner, x);
  };
  switch (name) {
    case "and":
      if (a.kind === "constant") return a.value ? b : a;
      if (is(b, true) || sameAtom(a, b)) return a;
      if (!isSure(a, state)) return undefined;
      return is(b, false) || opposite(a, b) || opposite(b, a) ? constant(false) : undefined;
    case "or":
      if (a.kind === "constant") return a.value ? a : b;
      if (sameAtom(a, b) || (is(b, false) && isSure(a, state))) return a;
      return is(b, true) || opposite(a, b) || opposite(b, a) ? constant(true) : undefined;
    case "eq":
    case "ne": {
      const equal = name === "eq";
      if (is(b, 0, -0) && isNumber(a)) {
        const negated = definedBy(a, state, "neg")?.args[0];
        if (negated !== undefined && isNumber(negated)) return make(name, negated, zero);
        if (isNeverZero(a, state)) return constant(!equal);
      }
      if (isSure(a, state) && is(b, equal)) return a;
      if (isSure(a, state) && is(b, !equal)) return make("not", a);
      // A number may be NaN, which does not equal itself.
      return sameAtom(a, b) && !isNumber(a) ? constant(equal) : undefined;
    }
    default:
      return undefined;
  }
}

// ---------------------------------------------------------------------------------------------------------- linear

function linearStep(operation: Primitive, state: Rewriting, out: Statement[]): Step {
  const { name } = operation;
  const [a, b, c] = operandsOf(operation);
  if (name === "neg") return linearNegate(a, state);
  if (name === "select") return unlessZero(a, b, c, state);
  const negate = (name: PrimitiveName, ...operands: readonly Atom[]): Step =>
    make("neg", emit(make(name, ...operands), numberType, true, state, out));
  switch (name) {
    case "add":
      if (is(b, 0)) return a;
      if (is(a, 0)) return b;
      return sameAtom(a, b) ? make("mul", constant(2), a) : undefined;
    case "sub":
      if (is(a, 0, -0)) return make("neg", b);
      return sameAtom(a, b) ? zero : undefined;
    case "mul": {
      if (is(a, 0, -0) || is(b, 0, -0)) return zero;
      const minusA = definedBy(a, state, "neg")?.args[0];
      if (minusA !== undefined) return b.kind === "constant" ? scale(b, -1, minusA) : negate("mul", minusA, b);
      const minusB = definedBy(b, state, "neg")?.args[0];
      if (minusB !== undefined) return a.kind === "constant" ? scale(a, -1, minusB) : negate("mul", a, minusB);
      return (
        constantFactor(a, b, state) ??
        constantFactor(b, a, state) ??
        quotient(a, b, state) ??
        quotient(b, a, state) ??
        choice(a, b, state) ??
        choice(b, a, state)
      );
    }
    case "div": {
      if (is(a, 0, -0)) return zero;
      const minusA = definedBy(a, state, "neg")?.args[0];
      return minusA === undefined ? undefined : negate("div", minusA, b);
    }
    case "pow":
      return power(a, b, state, out);
    default:
      return undefined;
  }
}

/** `v !== 0 ? v : 0` is v. The transposed program asks in this way only. */
export function unlessZero(condition: Atom, then: Atom, otherwise: Atom, state: Rewriting): Atom | undefined {
  if (!is(otherwise, 0)) return undefined;
  const [tested, against] = definedBy(condition, state, "ne")?.args ?? [];
  if (tested === undefined || against === undefined) return undefined;
  return sameAtom(tested, then) && is(against, 0) ? then : undefined;
}

function linearNegate(a: Atom, state: Rewriting): Step {
  if (is(a, 0, -0)) return zero;
  if (!usedOnce(a, state)) return undefined;
  const difference = definedBy(a, state, "sub");
  const [x, y] = difference?.args ?? [];
  if (x !== undefined && y !== undefined) return make("sub", y, x);
  const [c, d] = definedBy(a, state, "mul")?.args ?? [];
  if (c?.kind === "constant" && d !== undefined) return scale(c, -1, d);
  return d?.kind === "constant" && c !== undefined ? scale(d, -1, c) : undefined;
}

/** factor * c * x, where a named constant keeps its name. */
function scale(c: Constant, factor: number, x: Atom): Step {
  if (typeof c.value !== "number" || c.text !== undefined) return undefined;
  return make("mul", constant(c.value * factor), x);
}

/** c * (d * x) is (c * d) * x; and c * (d / x) is (c * d) / x. */
function constantFactor(c: Atom, product: Atom, state: Rewriting): Step {
  if (c.kind !== "constant" || c.text !== undefined || typeof c.value !== "number") return undefined;
  const inner = definedBy(product, state, "mul", "div");
  const [x, y] = inner?.args ?? [];
  if (inner === undefined || x === undefined || y === undefined) return undefined;
  if (x.kind === "constant" && x.text === undefined && typeof x.value === "number") {
    return make(inner.name, constant(c.value * x.value), y);
  }
  if (inner.name === "mul" && y.kind === "constant") return scale(y, c.value, x);
  return undefined;
}

/** q * (1 / b) is q / b. */
function quotient(q: Atom, reciprocal: Atom, state: Rewriting): Step {
  const [x, b] = definedBy(reciprocal, state, "div")?.args ?? [];
  if (x === undefined || b === undefined || !usedOnce(reciprocal, state)) return undefined;
  return is(x, 1) ? make("div", q, b) : undefined;
}

/** (c ? 1 : 0) * y is c ? y : 0. */
function choice(selection: Atom, y: Atom, state: Rewriting): Step {
  const [condition, a, b] = definedBy(selection, state, "select")?.args ?? [];
  if (condition === undefined || a === undefined || b === undefined) return undefined;
  if (is(a, 1) && is(b, 0)) return make("select", condition, y, zero);
  return is(a, 0) && is(b, 1) ? make("select", condition, zero, y) : undefined;
}

const largestExponent = 8;

/** Small whole powers are products. */
function power(x: Atom, exponent: Atom, state: Rewriting, out: Statement[]): Step {
  if (exponent.kind !== "constant" || typeof exponent.value !== "number") return undefined;
  const n = exponent.value;
  if (n === 0.5) return make("sqrt", x);
  const count = Math.abs(n);
  if (!Number.isInteger(n) || count === 0 || count > largestExponent) return undefined;
  const product = (of: number): Atom => (of === 1 ? x : emit(factors(of), numberType, true, state, out));
  const factors = (of: number): Primitive =>
    of % 2 === 0 ? make("mul", product(of / 2), product(of / 2)) : make("mul", product(of - 1), x);
  if (n < 0) return make("div", constant(1), product(count));
  return factors(count);
}
