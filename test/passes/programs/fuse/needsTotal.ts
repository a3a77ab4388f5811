/** The cotangent of the total needs the total: two passes. */
export function f(x: Float64Array): number {
  let total = 0;
  for (let i = 0; i < x.length; i++) total += x[i] * x[i];
  return total * total;
}

export const inputs = [[Float64Array.of(2, -3, 4)]];
