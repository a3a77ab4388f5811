import { missingBuildStep } from "../missingBuildStep.js";
import type { Wrt } from "../types.js";

export interface CheckOptions<W> {
  /** The parameters to check; all that bear numbers, unless this says which. */
  readonly wrt?: W;
  /** The relative error that passes. Default: 1e-6. */
  readonly tolerance?: number;
}

/**
 * Checks the derivative of `f` at `args`, in both modes: the gradient against Richardson-extrapolated differences, and forward against
 * reverse mode by ⟨ȳ, J ẋ⟩ = ⟨Jᵀ ȳ, ẋ⟩. Returns nothing, or throws an error with a table of the numbers that differ most.
 *
 * `f` may return a number, or any structure: then what is differentiated is its product with a fixed random cotangent. Where f has a
 * kink, the slope on one side of it is right too.
 *
 * ```ts
 * checkGrads((x: number[]) => x[0] ** 2 * x[1], [[2, 3]]);
 * ```
 */
export function checkGrads<Parameters extends readonly unknown[], const W extends Wrt<Parameters> = Wrt<Parameters>>(
  f: (...args: Parameters) => unknown,
  args: readonly [...NoInfer<Parameters>],
  options?: CheckOptions<W>,
): void;
export function checkGrads(f: { readonly name: string }): void {
  missingBuildStep("checkGrads", f);
}
