/** Loads that nobody overwrites and partials that the primal sweep does not need: no tape. */
export function f(w: Float64Array, x: Float64Array): number {
  let z = 0;
  for (let i = 0; i < x.length; i++) z += Math.sin(w[i] * x[i]);
  return z * z;
}

export const inputs = [[Float64Array.of(0.1, 0.2), Float64Array.of(3, 4)]];
