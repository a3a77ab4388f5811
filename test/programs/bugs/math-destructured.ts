const { sin, cos, PI } = Math;
export function f(x: number): number {
  const { exp, max: mx, E } = Math;
  const { EPSILON } = Number;
  var { sqrt } = Math;
  const fs = [Math.sin, Math.cos, sin, exp];
  let s = 0;
  for (const g of fs) s += g(x);
  return s + exp(x) * cos(x) * PI + mx(x, E) + EPSILON * sqrt(x);
}
export const wrt = 0;
export const inputs = [[1.3]];
