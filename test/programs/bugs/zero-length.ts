export function f(x: number[], n: number, w: Float64Array): number {
  let s = x.reduce((a, b) => a + b, 0), p = 1;
  for (let i = 0; i < n; i++) p *= x[i];
  for (const v of w) s += v * v;
  const m = x.map((v) => v * v).filter((v) => v > 1e9);
  const e = Math.max(...m, -1) + Math.min(...x.slice(0, 0), 3) * n;
  const z = Array.from({ length: n }, (_, i) => x[i] * i).concat([]).reverse();
  let k = 0; while (k < n && x[k] > 0) { s += x[k]; k++; }
  return s * p + e + z.reduce((a, b) => a * 2 + b, 0) + (x.length === 0 ? 7 : x[x.length - 1]);
}
export const wrt = [0, 2];
export const inputs = [[[], 0, new Float64Array(0)], [[2], 0, new Float64Array([1])], [[2, 3], 2, new Float64Array(0)], [[2, -3, 4], 3, new Float64Array(2)]];
