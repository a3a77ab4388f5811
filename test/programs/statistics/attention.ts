type Matrix = Float64Array[];

const matmulT = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) => Float64Array.from(b, (other) => row.reduce((s, v, k) => s + v * other[k], 0)));

const softmax = (row: Float64Array): Float64Array => {
  const max = row.reduce((m, v) => Math.max(m, v), -Infinity);
  const e = row.map((v) => Math.exp(v - max));
  const total = e.reduce((a, b) => a + b, 0);
  return e.map((v) => v / total);
};

interface Options {
  causal?: boolean;
  temperature?: number;
}

function attention(q: Matrix, k: Matrix, v: Matrix, { causal = false, temperature = Math.sqrt(q[0].length) }: Options = {}): Matrix {
  const scores = matmulT(q, k);
  return scores.map((row, i) => {
    const weights = softmax(row.map((s, j) => (causal && j > i ? -Infinity : s / temperature)));
    const out = new Float64Array(v[0].length);
    weights.forEach((w, j) => {
      if (w === 0) return;
      for (let d = 0; d < out.length; d++) out[d] += w * v[j][d];
    });
    return out;
  });
}

export function f(tokens: Matrix, projections: { q: Matrix; k: Matrix; v: Matrix }, options: Options): number {
  const [q, k, v] = [projections.q, projections.k, projections.v].map((p) => matmulT(tokens, p));
  const out = attention(q, k, v, options);
  return out.reduce((s, row, i) => s + row.reduce((t, x) => t + x * x, 0) * (i + 1), 0);
}

export const wrt = [0, 1];
const tokens = [Float64Array.of(1, 0.2), Float64Array.of(-0.4, 0.9)];
const projections = {
  q: [Float64Array.of(0.5, -0.3), Float64Array.of(0.8, 0.1)],
  k: [Float64Array.of(-0.2, 0.7), Float64Array.of(0.4, 0.6)],
  v: [Float64Array.of(0.9, 0.3), Float64Array.of(-0.5, 1.1)],
};
export const inputs = [
  [tokens, projections, {}],
  [tokens, projections, { causal: true, temperature: 0.8 }],
];
