/** The cotangent of a recurrence runs backwards: no fusion. */
export function f(x: Float64Array): number {
  let a = 1;
  for (let i = 0; i < x.length; i++) a = a * x[i] + 1;
  return a;
}

export const inputs = [[Float64Array.of(2, -3, 4)]];
