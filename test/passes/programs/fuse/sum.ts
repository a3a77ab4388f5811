/** The cotangent of the total is known before the loop: one pass gives value and gradient. */
export function f(x: Float64Array): number {
  let total = 0;
  for (let i = 0; i < x.length; i++) {
    if (x[i] > 0) total += x[i] * x[i];
  }
  return total / x.length;
}

export const inputs = [[Float64Array.of(2, -3, 4)]];
