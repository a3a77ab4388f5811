/** A store of a number without derivative still clears its tangent. */
export function f(x: Float64Array): number {
  const u = x.slice();
  u[0] = u[1] * u[1];
  u[1] = 3;
  return u[0] + u[1];
}

export const inputs = [[Float64Array.of(1, 2, 3)]];
