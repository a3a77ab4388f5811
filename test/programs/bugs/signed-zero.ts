export function f(x: number, n: number): number {
  let s = 0;
  for (let i = 0; i < n; i++) { s = s * x; s += Object.is(s, -0) ? 1 : x; }
  const z = -0 * x; const inv = 1 / z;
  const big = inv < 0 ? x * x : x;
  return s + big + Math.atan2(z, x) * 0 + Math.sign(-0) * x + (x * 0 === 0 ? x ** 3 : 0) + Math.max(-0, 0) * x;
}
export const wrt = 0;
export const inputs = [[0.5, 3], [1.7, 0]];
