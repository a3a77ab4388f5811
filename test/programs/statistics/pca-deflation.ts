type Row = readonly number[];

const center = (data: readonly Row[]): number[][] => {
  const means = data[0].map((_, j) => data.reduce((s, row) => s + row[j], 0) / data.length);
  return data.map((row) => row.map((v, j) => v - means[j]));
};

const covariance = (data: readonly Row[]): number[][] => {
  const c = center(data);
  const d = c[0].length;
  const out: number[][] = [];
  for (let i = 0; i < d; i++) {
    out[i] = [];
    for (let j = 0; j < d; j++) {
      out[i][j] = j < i ? out[j][i] : c.reduce((s, row) => s + row[i] * row[j], 0) / (data.length - 1);
    }
  }
  return out;
};

function* principalComponents(cov: number[][], iterations = 60): Generator<{ value: number; vector: number[] }> {
  const a = cov.map((row) => [...row]);
  const d = a.length;
  for (let component = 0; component < d; component++) {
    let v = Array.from({ length: d }, (_, i) => 1 / (i + 1 + component));
    let value = 0;
    for (let it = 0; it < iterations; it++) {
      const w = a.map((row) => row.reduce((s, x, j) => s + x * v[j], 0));
      value = Math.hypot(...w);
      v = w.map((x) => x / value);
    }
    yield { value, vector: v };
    for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) a[i][j] -= value * v[i] * v[j];
  }
}

/** Share of the variance explained by the first component, and its direction. */
export function f(data: number[][]): number {
  const values: number[] = [];
  let slope = 0;
  for (const { value, vector } of principalComponents(covariance(data))) {
    if (values.length === 0) slope = vector[1] / vector[0];
    values.push(value);
    if (values.length === 2) break;
  }
  return values[0] / values.reduce((a, b) => a + b) + slope;
}

export const wrt = 0;
export const h = 0.005;
export const tolerance = 1e-8;
export const inputs = [
  [[[1, 2], [2, 3.7], [3, 6.5], [0, 0.4]]],
  [[[1, 0, 0.3], [2, 1.7, 0], [3, -0.5, 0.2], [5, 0.4, 0.4]]],
];
