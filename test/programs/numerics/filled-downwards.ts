export function f(b: number[]): number {
  const n = b.length;
  const order = new Array<number>(n);
  const v = new Array(n), w = new Array(n);
  for (let i = n - 1; i >= 0; i--) {
    order[i] = i;
    v[i] = b[i] * b[i];
    w[i] = v[i] + 1;
  }
  order.sort((i, j) => v[j] - v[i]);
  const sorted = order.map((i) => w[i]);
  sorted.reverse();
  let k = 0;
  const picked: number[] = [];
  for (const x of b) if (x > 0) picked[k++] = Math.exp(x);
  const joined = picked.concat(sorted);
  const grid: number[][] = new Array(n);
  for (let i = 0; i < n; i++) {
    grid[i] = new Array(n);
    for (let j = 0; j < n; j++) grid[i][j] = b[i] * b[j];
  }
  const y: number[] = Array(n);
  y[0] = b[0];
  for (let i = 1; i < y.length; i++) y[i] = y[i - 1] * b[i];
  return joined.reduce((a, x) => a + x) + grid.map((row) => row.reduce((a, x) => a + x, 0)).indexOf(3) + grid.flat().reduce((a, x) => a + x * x, 0) + y.reduce((a, c) => a + c);
}
export const wrt = 0;
export const inputs = [[[1, -3, 2]]];
