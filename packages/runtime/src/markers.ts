/**
 * The markers. A call of one tells the build step to derive the function it names and is replaced by the derivative;
 * nothing is computed here, and a marker that still stands when the program runs throws.
 */
import { missingBuildStep } from "./missingBuildStep.js";
import type {
  Cotangent,
  Cotangents,
  Gradient,
  Hessians,
  Jacobian,
  Jacobians,
  ParameterIndex,
  SparseMatrix,
  Tangent,
  Tangents,
  WithInto,
  Wrt,
} from "./types.js";

/**
 * The gradient of `f`: a function of f's own arguments that returns the cotangent of the first parameter, or of those in `wrt`.
 *
 * `f` is any function whose body the compiler can read, and returns a number. The gradient is fresh memory that never aliases an argument;
 * with `into: true` it is the first argument, a structure like the gradient, which is overwritten when f has run without an exception.
 *
 * ```ts
 * const slope = grad((x: number) => x * x); // slope(3) is 6
 * ```
 */
export function grad<Parameters extends readonly unknown[]>(
  f: (...args: Parameters) => number,
): (...args: Parameters) => Gradient<Parameters, 0>;
export function grad<
  Parameters extends readonly unknown[],
  const W extends Wrt<Parameters>,
  const Into extends boolean = false,
>(
  f: (...args: Parameters) => number,
  options: { readonly wrt: W; readonly into?: Into },
): (...args: WithInto<Parameters, W, Into>) => Gradient<Parameters, W>;
export function grad<Parameters extends readonly unknown[], const Into extends boolean = false>(
  f: (...args: Parameters) => number,
  options: { readonly into?: Into },
): (...args: WithInto<Parameters, 0, Into>) => Gradient<Parameters, 0>;
export function grad(f: { readonly name: string }): never {
  return missingBuildStep("grad", f);
}

/**
 * Like `grad`, but returns `{ value, grad }` from one forward sweep. With `aux: true` f returns a pair `[number, anything]`, and the
 * second part comes back as `aux`, without a derivative.
 */
export function valueAndGrad<Parameters extends readonly unknown[]>(
  f: (...args: Parameters) => number,
): (...args: Parameters) => { value: number; grad: Gradient<Parameters, 0> };
export function valueAndGrad<
  Parameters extends readonly unknown[],
  Aux,
  const W extends Wrt<Parameters>,
  const Into extends boolean = false,
>(
  f: (...args: Parameters) => readonly [number, Aux],
  options: { readonly wrt: W; readonly aux: true; readonly into?: Into },
): (...args: WithInto<Parameters, W, Into>) => { value: number; grad: Gradient<Parameters, W>; aux: Aux };
export function valueAndGrad<Parameters extends readonly unknown[], Aux, const Into extends boolean = false>(
  f: (...args: Parameters) => readonly [number, Aux],
  options: { readonly aux: true; readonly into?: Into },
): (...args: WithInto<Parameters, 0, Into>) => { value: number; grad: Gradient<Parameters, 0>; aux: Aux };
export function valueAndGrad<
  Parameters extends readonly unknown[],
  const W extends Wrt<Parameters>,
  const Into extends boolean = false,
>(
  f: (...args: Parameters) => number,
  options: { readonly wrt: W; readonly aux?: false; readonly into?: Into },
): (...args: WithInto<Parameters, W, Into>) => { value: number; grad: Gradient<Parameters, W> };
export function valueAndGrad<Parameters extends readonly unknown[], const Into extends boolean = false>(
  f: (...args: Parameters) => number,
  options: { readonly aux?: false; readonly into?: Into },
): (...args: WithInto<Parameters, 0, Into>) => { value: number; grad: Gradient<Parameters, 0> };
export function valueAndGrad(f: { readonly name: string }): never {
  return missingBuildStep("valueAndGrad", f);
}

/**
 * The value of `f` and its pullback, which takes the cotangent of the result to those of the parameters: a tuple of all of them, or what `wrt` says.
 * The pullback may be called many times. `f` may return anything that bears numbers.
 */
export function vjp<Parameters extends readonly unknown[], Result>(
  f: (...args: Parameters) => Result,
): (...args: Parameters) => { value: Result; pullback: (cotangent: Cotangent<Result>) => Cotangents<Parameters> };
export function vjp<Parameters extends readonly unknown[], Result, const W extends Wrt<Parameters>>(
  f: (...args: Parameters) => Result,
  options: { readonly wrt: W },
): (...args: Parameters) => { value: Result; pullback: (cotangent: Cotangent<Result>) => Gradient<Parameters, W> };
export function vjp(f: { readonly name: string }): never {
  return missingBuildStep("vjp", f);
}

/**
 * The derivative of `f` along a direction, in forward mode: takes the tuple of f's arguments and a tuple with one tangent for each
 * parameter, returns the value and its tangent.
 *
 * ```ts
 * jvp((x: number, y: number) => x * y)([2, 3], [1, 0]); // { value: 6, tangent: 3 }
 * ```
 */
export function jvp<Parameters extends readonly unknown[], Result>(
  f: (...args: Parameters) => Result,
): (args: readonly [...Parameters], tangents: Tangents<Parameters>) => { value: Result; tangent: Cotangent<Result> };
export function jvp(f: { readonly name: string }): never {
  return missingBuildStep("jvp", f);
}

/**
 * The Hessian of `f` by its first parameter, times a direction `v`, which is given after f's own arguments. It costs a small
 * multiple of one gradient, whatever the number of variables.
 *
 * ```ts
 * hvp((x: number[]) => x[0] ** 3 + x[0] * x[1])([2, 1], [1, 0]); // [12, 1]
 * ```
 */
export function hvp<Parameters extends readonly unknown[]>(
  f: (...args: Parameters) => number,
): (...args: [...Parameters, v: Tangent<Exclude<Parameters[0], undefined>>]) => Gradient<Parameters, 0> {
  return missingBuildStep("hvp", f);
}

/**
 * The second derivatives of `f` by its first parameter, or by `wrt`: for each number of the parameter how the gradient changes with it,
 * in a structure of the shape of the parameter. For a vector of n numbers n rows of n numbers, by n products with the Hessian.
 * With a list for `wrt` a tuple of tuples: the block at `[i][j]` says how the gradient by the i-th of these parameters changes with the j-th.
 *
 * With `sparsity: "detect"` in compressed sparse rows: the pattern is found by running the gradient once over sets of numbers, and as many
 * products are taken as a star colouring of it has colours.
 */
export function hessian<Parameters extends readonly unknown[]>(
  f: (...args: Parameters) => number,
): (...args: Parameters) => Jacobian<Gradient<Parameters, 0>, Parameters[0]>;
export function hessian<Parameters extends readonly unknown[], const W extends Wrt<Parameters>>(
  f: (...args: Parameters) => number,
  options: { readonly wrt: W },
): (...args: Parameters) => Hessians<Parameters, W>;
export function hessian<Parameters extends readonly unknown[]>(
  f: (...args: Parameters) => number,
  options: { readonly wrt?: ParameterIndex<Parameters>; readonly sparsity: "detect" },
): (...args: Parameters) => SparseMatrix;
export function hessian(f: { readonly name: string }): never {
  return missingBuildStep("hessian", f);
}

/**
 * The derivatives of all numbers that `f` returns by all those of its first parameter, or of `wrt`: the structure of the result, with a
 * cotangent of the parameter in the place of each number. For vectors one row for each output. With a list for `wrt` a tuple, one Jacobian
 * for each of these parameters.
 *
 * Rows come from one forward sweep and a reverse sweep for each output; columns from a forward sweep for each input: what is less is
 * chosen, or what `mode` says.
 *
 * With `sparsity: "detect"` in compressed sparse rows: the pattern is found by running f once over sets of numbers, and columns, or rows,
 * that have no entry in common share a sweep.
 */
export function jacobian<Parameters extends readonly unknown[], Result>(
  f: (...args: Parameters) => Result,
  options?: { readonly mode?: "forward" | "reverse" },
): (...args: Parameters) => Jacobian<Result, Parameters[0]>;
export function jacobian<Parameters extends readonly unknown[], Result, const W extends Wrt<Parameters>>(
  f: (...args: Parameters) => Result,
  options: { readonly wrt: W; readonly mode?: "forward" | "reverse" },
): (...args: Parameters) => Jacobians<Result, Parameters, W>;
export function jacobian<Parameters extends readonly unknown[], Result>(
  f: (...args: Parameters) => Result,
  options: {
    readonly wrt?: ParameterIndex<Parameters>;
    readonly mode?: "forward" | "reverse";
    readonly sparsity: "detect";
  },
): (...args: Parameters) => SparseMatrix;
export function jacobian(f: { readonly name: string }): never {
  return missingBuildStep("jacobian", f);
}
