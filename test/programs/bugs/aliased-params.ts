// the result is a parameter's own element; the arguments are written to; nothing is read again
export function f(a: number[], b: number[], k: number): number {
  const t = a[0];
  a[0] = b[0] * t;
  b[0] = a[0] + t;
  const alias = k > 0 ? a : b;
  alias[1] *= 3;
  a[1] += alias[0];
  const rows = [a, b, a];
  rows[2][1] = rows[0][1] * rows[1][0];
  rows[1] = rows[0];
  rows[1][0] += b[1];
  let s = 0;
  for (const r of rows) s += r[0] * r[1];
  a.length = 1;
  return s + a[0] + b.length;
}
export const wrt = [0, 1];
export const inputs = [[[0.5, 1.1], [-0.7, 0.4], 1], [[0.5, 1.1], [-0.7, 0.4], -1]];
