/** Batch normalization over the columns of a flat 32-bit batch; statistics in double precision. */
interface Parameters {
  gamma: number[];
  beta: number[];
}
interface Running {
  mean: Float64Array;
  variance: Float64Array;
}

const stats = (batch: Float64Array, rows: number, cols: number): Running => {
  const mean = new Float64Array(cols);
  const variance = new Float64Array(cols);
  for (let j = 0; j < cols; j++) {
    for (let i = 0; i < rows; i++) mean[j] += batch[i * cols + j] / rows;
    for (let i = 0; i < rows; i++) variance[j] += (batch[i * cols + j] - mean[j]) ** 2 / rows;
  }
  return { mean, variance };
};

export function f({ gamma, beta }: Parameters, batch: Float64Array, rows: number, momentum: number, training: boolean): number {
  const cols = gamma.length;
  const running: Running = { mean: new Float64Array(cols), variance: new Float64Array(cols).fill(1) };
  const { mean, variance } = training ? stats(batch, rows, cols) : running;
  const out = new Float64Array(batch.length);
  for (let i = 0; i < rows; i++) {
    const offset = i * cols;
    for (let j = 0; j < cols; j++) {
      const normalized = (batch[offset + j] - mean[j]) / Math.sqrt(variance[j] + 1e-5);
      out[offset + j] = gamma[j] * normalized + beta[j];
    }
  }
  if (training) {
    for (let j = 0; j < cols; j++) {
      running.mean[j] = (1 - momentum) * running.mean[j] + momentum * mean[j];
      running.variance[j] += momentum * (variance[j] - running.variance[j]);
    }
  }
  return out.reduce((s, v, i) => s + Math.tanh(v) * (i % 3), 0) + running.mean.reduce((a, b) => a + b, 0) * running.variance[0];
}

export const wrt = [0, 1];
export const inputs = [
  [{ gamma: [1.2, 0.7], beta: [0.1, -0.3] }, Float64Array.of(1, 2, -0.5, 0.3, 0.8, -1), 3, 0.1, true],
  [{ gamma: [1.2, 0.7], beta: [0.1, -0.3] }, Float64Array.of(1, 2, -0.5, 0.3), 2, 0.1, false],
];
