/** Row-major matrix in one typed array. */
class Dense {
  readonly data: Float64Array;
  constructor(
    readonly rows: number,
    readonly cols: number,
    data?: ArrayLike<number>,
  ) {
    this.data = new Float64Array(rows * cols);
    if (data !== undefined) {
      if (data.length !== rows * cols) throw new RangeError("wrong length");
      for (let i = 0; i < data.length; i++) this.data[i] = data[i];
    }
  }
  get(i: number, j: number): number {
    return this.data[i * this.cols + j];
  }
  set(i: number, j: number, value: number): void {
    this.data[i * this.cols + j] = value;
  }
  add(i: number, j: number, value: number): void {
    this.data[i * this.cols + j] += value;
  }
}

/** Least squares: R replaces A, and b becomes Q' b. */
function householderSolve(a: Dense, b: Float64Array): Float64Array {
  const { rows: m, cols: n } = a;
  const v = new Float64Array(m);
  for (let k = 0; k < n; k++) {
    let norm = 0;
    for (let i = k; i < m; i++) norm = Math.hypot(norm, a.get(i, k));
    if (norm === 0) continue;
    const alpha = a.get(k, k) > 0 ? -norm : norm;
    v.fill(0);
    for (let i = k; i < m; i++) v[i] = a.get(i, k);
    v[k] -= alpha;
    let vv = 0;
    for (let i = k; i < m; i++) vv += v[i] * v[i];
    for (let j = k; j < n; j++) {
      let dot = 0;
      for (let i = k; i < m; i++) dot += v[i] * a.get(i, j);
      const scale = (2 * dot) / vv;
      for (let i = k; i < m; i++) a.add(i, j, -scale * v[i]);
    }
    let dot = 0;
    for (let i = k; i < m; i++) dot += v[i] * b[i];
    for (let i = k; i < m; i++) b[i] -= ((2 * dot) / vv) * v[i];
  }
  const x = new Float64Array(n);
  for (let i = n - 1; i >= 0; i--) {
    let s = b[i];
    for (let j = i + 1; j < n; j++) s -= a.get(i, j) * x[j];
    x[i] = s / a.get(i, i);
  }
  return x;
}

export function f(design: Float64Array, rows: number, rhs: Float64Array): number {
  const cols = design.length / rows;
  if (!Number.isInteger(cols)) throw new Error("not a matrix");
  const x = householderSolve(new Dense(rows, cols, design), rhs.slice());
  let total = 0;
  for (const v of x) total += v ** 3;
  return total;
}

export const wrt = [0, 2];
export const inputs = [
  [Float64Array.of(1, 0.5, 1, 1.5, 1, 2.5, 1, 4), 4, Float64Array.of(1, 0.8, 2.1, 3)],
  [Float64Array.of(2, -1, 0.3, 1), 2, Float64Array.of(1, -1)],
  [Float64Array.of(2, -1, 0.3), 2, Float64Array.of(1, -1)],
];
