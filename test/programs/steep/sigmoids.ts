const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));
const softplus = (z: number): number => (z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z)));
const logsumexp = (v: number[]): number => { const m = Math.max(...v); return m + Math.log(v.reduce((s, e) => s + Math.exp(e - m), 0)); };
const softmax = (v: number[]): number[] => { const e = v.map((t) => Math.exp(t)); const s = e.reduce((a, b) => a + b, 0); return e.map((t) => t / s); };
export function f(x: number[], k: number): number {
  const z = x.map((v) => v * k);
  let s = 0;
  for (const v of z) s += sigmoid(v) + softplus(v) * 0.01 + Math.tanh(v) + 1 / Math.cosh(v) + Math.exp(-v * v) + Math.exp(-Math.exp(-v)) + Math.atan(Math.exp(v));
  const layer = z.map((v) => sigmoid(v) * v);
  return s + logsumexp(z) * 0.1 + softmax(x)[1] + layer.reduce((a, b) => a + b, 0) * 0.001 + 1 / (1 + Math.exp(Math.exp(z[0])));
}
export const wrt = [0, 1];
export const inputs = [[[0.5, -1.1, 0.7], 2], [[0.5, -1.1, 0.7], 3000], [[0.5, -1.1, 0.7], -3000]];
