export function f(x: number[], idx: number[]): number {
  const out = new Array<number>(3).fill(0);
  for (const i of idx) out[i] += x[i] * x[i];
  const set = [0, 0, 0];
  idx.forEach((i, k) => { set[i] = x[(k + 1) % x.length] * (k + 1); });
  return out.reduce((a, v, i) => a + v * set[i] * (i + 1), 0);
}
export const wrt = 0;
export const inputs = [[[3, 1, 2], [0, 0, 2, 0, 1]], [[1, 2, 3], []]];
