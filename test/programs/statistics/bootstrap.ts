type Statistic = (sample: Float64Array) => number;


const mean: Statistic = (s) => s.reduce((a, b) => a + b, 0) / s.length;
const logVariance: Statistic = (s) => {
  const m = mean(s);
  return Math.log(s.reduce((acc, x) => acc + (x - m) ** 2, 0) / (s.length - 1) + 0.01);
};

/** Bias-corrected estimate from a few bootstrap samples, drawn by the Fisher–Yates indices of a fixed generator. */
export function f(data: Float64Array, seed: number, replicates: number): number {
  const n = data.length;
  const indices = new Int32Array(n);
  let state = seed;
  const random = (): number => {
    state = (state * 48271) % 2147483647;
    return (state - 1) / 2147483646;
  };
  const estimates: number[] = [];
  for (let r = 0; r < replicates; r++) {
    for (let i = 0; i < n; i++) indices[i] = Math.floor(random() * n);
    const sample = Float64Array.from(indices, (i) => data[i]);
    estimates.push(logVariance(sample));
  }
  const theta = logVariance(data);
  const average = estimates.reduce((a, b) => a + b, 0) / replicates;
  const sorted = estimates.toSorted((a, b) => a - b);
  const interval = sorted[sorted.length - 1] - sorted[0];
  return 2 * theta - average + 0.1 * interval;
}

export const wrt = 0;
export const h = 0.005;
export const inputs = [
  [Float64Array.of(1, 2.3, -0.4, 0.9, 3), 42, 4],
  [Float64Array.of(0.1, 0.5, 2), 7, 3],
];
