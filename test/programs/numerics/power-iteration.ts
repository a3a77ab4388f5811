const dot = (u: Float64Array, v: Float64Array): number => {
  let s = 0;
  for (let i = 0; i < u.length; i++) s += u[i] * v[i];
  return s;
};

const multiply = (rows: Float64Array[], v: Float64Array, out: Float64Array): Float64Array => {
  rows.forEach((row, i) => {
    out[i] = dot(row, v);
  });
  return out;
};

/** The dominant eigenvalue by power iteration with two buffers that swap roles. */
export function f(a: Float64Array[]): number {
  const n = a.length;
  let v = new Float64Array(n).fill(1 / Math.sqrt(n));
  let next = new Float64Array(n);
  let lambda = 0;
  for (let iteration = 1; ; iteration++) {
    multiply(a, v, next);
    const norm = Math.sqrt(dot(next, next));
    if (!(norm > 0)) throw new Error("zero vector");
    for (let i = 0; i < n; i++) next[i] /= norm;
    [v, next] = [next, v];
    const previous = lambda;
    lambda = norm;
    if (Math.abs(lambda - previous) < 1e-13 * lambda || iteration >= 200) break;
  }
  return lambda * lambda;
}

export const wrt = 0;
export const h = 0.005;
export const inputs = [
  [[Float64Array.of(3, 0.4), Float64Array.of(0.2, 1)]],
  [[Float64Array.of(2, 0.1, 0.3), Float64Array.of(0.2, 0.5, 0), Float64Array.of(0.3, 0.1, 0.4)]],
  [[Float64Array.of(0, 0), Float64Array.of(0, 0)]],
];
