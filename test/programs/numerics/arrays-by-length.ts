export function f(b: number[]): number {
  const n = b.length;
  const A = new Array<number[]>(n);
  const lo = new Array(n), up = new Array(n);
  for (let i = 0; i < n; i++) {
    A[i] = new Array<number>(n);
    for (let j = 0; j < n; j++) A[i][j] = b[i] * b[j] + (i === j ? 1 : 0);
    lo[i] = b[i];
    up[i] = -b[i];
  }
  const y = new Array<number>(n);
  y[0] = b[0];
  for (let i = 1; i < n; i++) y[i] = y[i - 1] * A[i][i - 1] + lo[i] * up[i];
  return y[n - 1];
}
export const wrt = 0;
export const inputs = [[[1, 3, 2]]];
