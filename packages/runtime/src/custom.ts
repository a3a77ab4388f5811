/**
 * Derivatives of one's own. These functions give back what they are given, so a program runs with or without the build step; the compiler
 * reads which rule a function has where it is differentiated. A rule is ordinary TypeScript, and is itself differentiated for
 * derivatives of a higher order. It must not use locals of a function around it that vary.
 */
import { copyData, copyState } from "./internal/copyData.js";
import { kindOf } from "./internal/kindOf.js";
import type { Cotangent, Cotangents } from "./types.js";

/** x, whose derivative is zero; of data a copy, which stays what it is when x is changed. */
export function stopGradient<T>(x: T): T {
  return copyData(x);
}

/**
 * A function of numbers with the partial derivatives that `rule` gives for its result and its arguments.
 *
 * ```ts
 * const softplus = partials(
 *   (x: number) => Math.log1p(Math.exp(x)),
 *   (_y, x) => [1 / (1 + Math.exp(-x))],
 * );
 * ```
 */
export function partials<Parameters extends readonly number[]>(
  f: (...args: Parameters) => number,
  rule: (result: number, ...args: Parameters) => { readonly [Index in keyof Parameters]: number },
): (...args: Parameters) => number {
  expectFunctions("partials", { function: f, rule });
  return f;
}

/**
 * `f` with a reverse rule: from a cotangent of its result, the result and its arguments, `rule` gives a cotangent for each parameter
 * (`undefined` for one that has none). Forward mode has its transpose, if the rule is linear in the cotangent.
 */
export function customVjp<Parameters extends readonly unknown[], Result>(
  f: (...args: Parameters) => Result,
  rule: (cotangent: Cotangent<Result>, result: Result, ...args: Parameters) => Cotangents<Parameters>,
): (...args: Parameters) => Result {
  expectFunctions("customVjp", { function: f, rule });
  return f;
}

/**
 * `f` with a forward rule: from a tangent for each parameter, the result and the arguments, `rule` gives the tangent of the result; it must be
 * linear in the tangents. Reverse mode has its transpose.
 */
export function customJvp<Parameters extends readonly unknown[], Result>(
  f: (...args: Parameters) => Result,
  rule: (tangents: Cotangents<Parameters>, result: Result, ...args: Parameters) => Cotangent<Result>,
): (...args: Parameters) => Result {
  expectFunctions("customJvp", { function: f, rule });
  return f;
}

/** `f`, of which the reverse sweep keeps only the arguments: it runs f again for the rest. */
export function checkpoint<Parameters extends readonly unknown[], Result>(
  f: (...args: Parameters) => Result,
): (...args: Parameters) => Result {
  expectFunctions("checkpoint", { function: f });
  return f;
}

/**
 * The state after `steps` steps of `body`, which gets the state and the number of the step, and gives the next state; it may change and give
 * back the state it gets, of which the first is a copy of `state`. A state is a number, or data of numbers: records, lists, maps, instances of classes without private fields.
 *
 * The reverse sweep keeps `snapshots` states (48 if it is not said), and runs steps again from those: at binomial distances, so that the
 * least number of steps is run again. Both counts are whole and not negative; others throw a RangeError.
 */
export function checkpointedLoop<State>(
  steps: number,
  state: State,
  body: (state: State, step: number) => State,
  { snapshots = 0 }: { readonly snapshots?: number } = {},
): State {
  expectFunctions("checkpointedLoop", { body });
  expectCount("steps", steps);
  expectCount("snapshots", snapshots);
  let now = copyState(state);
  for (let i = 0; i < steps; i++) now = body(now, i);
  return now;
}

/**
 * `solver`, which finds the x where `residual(x, ...parameters)` is 0. Its derivative is that of the implicit function theorem at the
 * x found: the solver's iterations are not differentiated, and may be any code. The residual has as many numbers as x, and its
 * derivative by x must be regular there.
 *
 * ```ts
 * const root = implicitRoot(
 *   (x: number, a: number) => x * x - a,
 *   (a: number) => Math.sqrt(a),
 * );
 * ```
 */
export function implicitRoot<Parameters extends readonly unknown[], Solution>(
  residual: (x: Solution, ...parameters: Parameters) => Solution | Cotangent<Solution>,
  solver: (...parameters: Parameters) => Solution,
): (...parameters: Parameters) => Solution {
  expectFunctions("implicitRoot", { residual, solver });
  return solver;
}

/**
 * `solver`, which finds the x that `step` leaves as it is: `step(x, ...parameters)` is x. Differentiated like `implicitRoot`, with the
 * residual `step(x, ...parameters) - x`.
 */
export function fixedPoint<Parameters extends readonly unknown[], Solution>(
  step: (x: Solution, ...parameters: Parameters) => Solution | Cotangent<Solution>,
  solver: (...parameters: Parameters) => Solution,
): (...parameters: Parameters) => Solution {
  expectFunctions("fixedPoint", { step, solver });
  return solver;
}

function expectCount(what: string, count: number): void {
  if (!(count >= 0) || Math.floor(count) !== count)
    throw new RangeError(`checkpointedLoop takes a whole number of ${what} that is not negative`);
}

function expectFunctions(marker: string, given: Readonly<Record<string, unknown>>): void {
  for (const [part, fn] of Object.entries(given))
    if (typeof fn !== "function")
      throw new TypeError(`the ${part} that ${marker} takes is ${kindOf(fn)}, and not a function`);
}
