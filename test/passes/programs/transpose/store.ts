/** The cotangent of an overwritten cell is taken out before anything is added to it. */
export function f(x: Float64Array): number {
  const u = x.slice();
  for (let i = 1; i < u.length; i++) u[i] = u[i - 1] * u[i];
  return u[u.length - 1];
}

export const inputs = [[Float64Array.of(2, 3, 4)]];
