/** Which row it is, is decided at run time: the reference to the shadow goes through the same branch, in the primal half. */
export function f(m: Float64Array[]): number {
  let row = m[0];
  if (m[1][0] > 0) row = m[1];
  row[0] = row[1] * row[1];
  return m[0][0] + m[1][0];
}

export const inputs = [[[Float64Array.of(1, 2), Float64Array.of(3, 4)]], [[Float64Array.of(1, 2), Float64Array.of(-3, 4)]]];
