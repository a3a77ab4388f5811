/** Thomas algorithm; `upper` and `rhs` are overwritten. */
function solveTridiagonal(lower: readonly number[], diagonal: readonly number[], upper: number[], rhs: number[]): number[] {
  const n = rhs.length;
  upper[0] /= diagonal[0];
  rhs[0] /= diagonal[0];
  for (let i = 1; i < n; i++) {
    const m = 1 / (diagonal[i] - lower[i] * upper[i - 1]);
    upper[i] *= m;
    rhs[i] = (rhs[i] - lower[i] * rhs[i - 1]) * m;
  }
  for (let i = n - 2; i >= 0; i--) rhs[i] -= upper[i] * rhs[i + 1];
  return rhs;
}

/** A natural cubic spline as a closure over its coefficients. */
function naturalSpline(xs: readonly number[], ys: readonly number[]): (x: number) => number {
  const n = xs.length;
  if (n < 3) throw new Error("at least three knots");
  const h = xs.slice(1).map((x, i) => x - xs[i]);
  const lower = [0];
  const diagonal = [1];
  const upper = [0];
  const rhs = [0];
  for (let i = 1; i < n - 1; i++) {
    lower.push(h[i - 1]);
    diagonal.push(2 * (h[i - 1] + h[i]));
    upper.push(h[i]);
    rhs.push(6 * ((ys[i + 1] - ys[i]) / h[i] - (ys[i] - ys[i - 1]) / h[i - 1]));
  }
  lower.push(0);
  diagonal.push(1);
  upper.push(0);
  rhs.push(0);
  const m = solveTridiagonal(lower, diagonal, upper, rhs);

  const find = (x: number): number => {
    let lo = 0;
    let hi = n - 1;
    while (hi - lo > 1) {
      const mid = (lo + hi) >>> 1;
      if (xs[mid] > x) hi = mid;
      else lo = mid;
    }
    return lo;
  };

  return (x) => {
    const i = find(x);
    const a = (xs[i + 1] - x) / h[i];
    const b = (x - xs[i]) / h[i];
    return a * ys[i] + b * ys[i + 1] + (((a ** 3 - a) * m[i] + (b ** 3 - b) * m[i + 1]) * h[i] ** 2) / 6;
  };
}

export function f(ys: number[], xs: number[], queries: readonly number[]): number {
  const s = naturalSpline(xs, ys);
  return queries.map(s).reduce((total, v) => total + v * v, 0);
}

export const wrt = [0, 1];
export const inputs = [
  [[1, 2, 0.5, -1], [0, 1, 2.5, 3], [0.4, 1.7, 2.6, 3.2]],
  [[1, -0.3, 0.5], [0, 0.7, 1.5], [0.2, 1.1]],
  [[1, 2], [0, 1], [0.5]],
];
