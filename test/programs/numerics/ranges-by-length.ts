export function f(x: number[], n: number): number {
  const a = [...Array(n).keys()].map((i) => x[i % x.length] * i);
  const b = Array.from(Array(n), (_, i) => x[0] * i);
  const c = [...Array(n)].map((_, i) => x[1] + i);
  const d = Array.from(new Array<number>(n).keys()).map((k) => k * x[0]);
  const e = Array.from({ length: n }).map((_, i) => x[0] ** i);
  return a.concat(b, c, d).reduce((s, v) => s + v * v, 0) + e[n - 1];
}
export const wrt = 0;
export const inputs = [[[1, 3], 5]];
