import type { Atom, IRFunction, Primitive, Value } from "../ir/types.js";
import { visit } from "../ir/walk.js";
import type { Activity } from "./activity.js";
import { analyzeFinite, type Finiteness } from "./finite.js";
import { collectFlows, type FlowOptions, type Holder, reachedFrom } from "./flows.js";
import { analyzeSquares } from "./squares.js";

/**
 * Where a derivative may be infinite though f is finite. What is multiplied by a partial of 0 there counts as 0: `sqrt(max(v, 0))`
 * does not depend on a negative v.
 */
export interface Steepness {
  /**
   * Whether a partial of 0 may meet what is infinite: in reverse mode the cotangent of the result, as it goes into a root that may
   * be 0, in forward mode the tangent of the argument.
   */
  shields(mode: "forward" | "reverse", result: Value, operation: Primitive, argument: Value): boolean;
  /** A root or power of a sum of squares, which has the derivative 0 at 0. */
  isNorm(value: Value): boolean;
}

/** Functions that may be infinite where their arguments are finite, and f is all the same: the `exp` of a logistic function. */
const overflows: ReadonlySet<string> = new Set(["cosh", "exp", "expm1", "pow", "sinh"]);

export function analyzeSteepness(
  functions: readonly IRFunction[],
  activity: Activity,
  options: FlowOptions,
): Steepness {
  const roots: Value[] = [];
  const underRoots: Value[] = [];
  const overflowing: Value[] = [];
  const inProducts: Value[] = [];
  const norms = new Set<Value>();
  for (const fn of functions) {
    const finiteness = analyzeFinite(fn.body);
    const isSquares = analyzeSquares(fn, activity, finiteness);
    visit(fn.body, (statement) => {
      if (statement.kind !== "let" || statement.operation.kind !== "primitive") return;
      const { value, operation } = statement;
      if (!activity.isVaried(value)) return;
      if (operation.name === "scale") inProducts.push(...infinitePartners(operation, finiteness));
      if (overflows.has(operation.name) && !finiteness.isFinite(value)) overflowing.push(value);
      if (!isSteep(value, operation, finiteness)) return;
      const [base] = operation.args;
      if ((operation.name === "sqrt" || operation.name === "pow") && base !== undefined && isSquares(base)) {
        norms.add(value);
        return;
      }
      roots.push(value);
      underRoots.push(...operation.args.filter((arg) => arg.kind === "value"));
    });
  }
  const varies = (holder: Holder): boolean => !("kind" in holder) || activity.isVaried(holder);
  const flows = (passes: (operation: Primitive) => boolean, isNear?: true) =>
    collectFlows(functions, { ...options, passes, ...(isNear ? { isNear } : {}) });
  const steepens = (operation: Primitive): boolean => !isPower(operation) && !isChoice(operation);
  const [near, far, choices] = [flows(steepens, true), flows(steepens), flows(isChoice)];
  const steepUses = {
    near: reachedFrom(underRoots, near.from, varies),
    far: reachedFrom(reachedFrom(underRoots, far.from, varies), choices.from, varies),
  };
  const steepSources = {
    near: reachedFrom(roots, flows(isSum, true).to, varies),
    far: reachedFrom(reachedFrom(roots, far.to, varies), choices.to, varies),
  };
  const afterOverflow = reachedFrom(
    overflowing,
    flows((operation) => !operation.args.some((arg) => levelsOff(operation, arg)), true).to,
    varies,
  );
  /** In a derivative: their cotangents may be infinite where what they are multiplied by is. */
  const beforeProducts = reachedFrom(inProducts, flows(() => true).from, varies);
  /** A product with what does not vary: where that is 0, nothing depends on the other factor. */
  const isMask = ({ name, args }: Primitive): boolean =>
    name === "mul" && args.some((arg) => arg.kind === "value" && !activity.isVaried(arg));
  return {
    shields(mode, result, operation, argument) {
      const [{ near, far }, met] = mode === "forward" ? [steepSources, argument] : [steepUses, result];
      if (near.has(met) && (operation.name === "mul" || operation.name === "abs")) return true;
      if (far.has(met) && (isPower(operation) || isChoice(operation) || isMask(operation))) return true;
      if (mode === "reverse") return beforeProducts.has(result);
      return levelsOff(operation, argument) && afterOverflow.has(argument);
    },
    isNorm: (value) => norms.has(value),
  };
}

/** The factors of a product of a derivative of which the other one may be infinite. */
const infinitePartners = ({ args: [a, b] }: Primitive, finiteness: Finiteness): readonly Value[] => [
  ...(a?.kind === "value" && b !== undefined && !finiteness.isFinite(b) ? [a] : []),
  ...(b?.kind === "value" && a !== undefined && !finiteness.isFinite(a) ? [b] : []),
];

/** Level where it is 0: what is steep on one side of it is not on the other. */
const isPower = ({ name, args: [a, b] }: Primitive): boolean =>
  name === "mul" ? a === b : name === "pow" && b?.kind === "constant";

/** Finite, and level, where this argument is infinite. */
function levelsOff({ name, args }: Primitive, argument: Atom): boolean {
  switch (name) {
    case "atan":
    case "atan2":
    case "exp":
    case "expm1":
    case "pow":
    case "tanh":
      return true;
    case "div":
    case "rem":
      return argument === args[1];
    default:
      return false;
  }
}

/** What hands on all of an infinite tangent. */
const isSum = ({ name, args }: Primitive): boolean =>
  name === "add" || name === "sub" || name === "neg" || (name === "mul" && args.some((arg) => arg.kind === "constant"));

/** Hands one argument on. Only another choice may be what it was not that makes the slope level. */
const isChoice = ({ name }: Primitive): boolean => name === "max" || name === "min" || name === "select";

/** Whether a partial may be infinite where the result is finite. */
function isSteep(value: Value, { name, args }: Primitive, { isNonzero }: Finiteness): boolean {
  const [base, exponent] = args;
  switch (name) {
    case "sqrt":
    case "cbrt":
      return !isNonzero(value);
    case "pow":
      if (exponent?.kind === "constant" && (Number(exponent.value) >= 1 || Number.isInteger(exponent.value)))
        return false;
      return base === undefined || !isNonzero(base, value);
    case "acos":
    case "acosh":
    case "asin":
      return true;
    default:
      return false;
  }
}
