export function f(x: Float64Array, idx: Int32Array, n: number): number {
  const y = new Float64Array(n * n);
  for (let i = 0; i < idx.length; i++) y[idx[i]] += x[i % x.length] * x[(i * 2 + 1) % x.length];
  for (let i = 0; i < n; i++) for (let j = i; j < n; j++) { y[i * n + j] += y[j * n + i]; y[j * n + i] = y[i * n + j] * 0.5; }
  const diag = y.filter((_, k) => k % (n + 1) === 0);
  const rowv = y.subarray(n, 2 * n), over = y.subarray(n - 1, 2 * n - 1);
  rowv.set(over); over[1] *= rowv[0]; rowv.copyWithin(0, 1); over.fill(x[0], 2);
  let acc = 0; for (let k = y.length; k-- > 0; ) acc = acc * 0.7 + y[k] * (k + 1);
  const cum = y.map(((s) => (v: number) => (s += v))(0));
  return acc + diag.reduce((a, b) => a * 2 + b, 1) + cum[cum.length - 1] * cum[1];
}
export const wrt = 0;
export const inputs = [[new Float64Array([0.5, 1.1, -0.7]), new Int32Array([0, 4, 4, 8, 1, 0]), 3]];
