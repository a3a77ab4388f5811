function find(m: number[][], t: number): [number, number] | null {
  for (let i = 0; i < m.length; i++) for (let j = 0; j < m[i].length; j++) { if (m[i][j] > t) return [i, j]; if (m[i][j] < -5) return null; m[i][j] *= 1.1; }
  return null;
}
export function f(x: number[][], t: number): number {
  const r = find(x, t);
  let s = 0;
  for (const row of x) for (const v of row) s += v * v;
  if (!r) return s;
  const [i, j] = r;
  return s * x[i][j] + x[j % x.length][i % 2];
}
export const wrt = 0;
export const inputs = [[[[0.5, 1], [2, 3]], 1.5], [[[0.5, 1], [2, 3]], 10], [[[0.5, -8], [2, 3]], 1], [[], 1]];
