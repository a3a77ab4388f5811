// module constants and tables, unused parameters, parameters reassigned, var hoisting, arguments overwritten, shadowed names
const W = [0.3, -0.2, 0.9]; const CONFIG = { scale: 2, deep: { k: [1, 2, 3] } };
export function f(x: number[], y: number, unusedN: number[], n = 3): number {
  y = y * CONFIG.scale; x = x.concat(y); var s = 0;
  for (var i = 0; i < n; i++) { var t = x[i % x.length] * W[i % W.length]; s += t * CONFIG.deep.k[i % 3]; { const s2 = s; let x = s2 * 2; x += i; t = x; } s += t * 0.1; }
  s += t! * i;
  const inner = (y: number, x = y * 2): number => { const n = x + y; return n * s; };
  function rec(n: number): number { return n <= 0 ? y : x[n % x.length] * rec(n - 1); }
  n = rec(n); 
  return inner(y) + n + x.length + (function (s: number) { return s * y; })(x[0]);
}
export const wrt = [0, 1];
export const inputs = [[[0.5, 1.1], 0.7, [1], 2], [[0.5, 1.1, 2], 0.7, []]];
