export function f(x: number[]): number {
  const a = x.slice();
  const b = x.map((v) => v * 2);
  a[a.length + 2] = x[0] * x[0];
  b[b.length] = a[0] * x[1];
  b[b.length + 1] = 3 * x[1];
  const c = a.map((v) => v * v);
  let n = 0;
  b.forEach((v, i) => { n += v * i; });
  c.forEach((v) => { n += v; });
  return n + a.reduce((s, v) => s + Math.sin(v), 0) + b.filter((v) => v > 0).length;
}
export const wrt = 0;
export const inputs = [[[0.5, 1.5, -2]], [[3, 1]]];
