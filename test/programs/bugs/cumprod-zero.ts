export function f(x: number[]): number {
  let p = 1, s = 0;
  const pref: number[] = [1];
  for (const v of x) { p *= v; s += p; pref.push(pref[pref.length - 1] * v); }
  const prod = x.reduce((a, b) => a * b, 1);
  let q = 1;
  for (let i = x.length - 1; i >= 0; i--) { s += pref[i] * q * (i + 1); q *= x[i]; }
  const pw = x.reduce((a, v, i) => a + v ** i + Math.pow(v, 3) + v ** 2, 0);
  return s + prod * 3 + pw;
}
export const wrt = 0;
export const inputs = [[[0.5, 0, -0.7]], [[0, 0, 2]], [[0]], [[-1.5, 0, 0, 3]]];
