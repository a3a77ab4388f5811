interface Dataset<X extends ArrayLike<number>> {
  readonly features: readonly X[];
  readonly labels: Uint8Array;
}
type Weights = { W: Float64Array[]; b: Float64Array };

function logits({ W, b }: Weights, x: ArrayLike<number>): Float64Array {
  const z = Float64Array.from(b);
  W.forEach((row, k) => {
    for (let j = 0; j < x.length; j++) z[k] += row[j] * x[j];
  });
  return z;
}

function softmaxInPlace(z: Float64Array): Float64Array {
  let max = -Infinity;
  for (const v of z) if (v > max) max = v;
  let sum = 0;
  for (let k = 0; k < z.length; k++) sum += z[k] = Math.exp(z[k] - max);
  for (let k = 0; k < z.length; k++) z[k] /= sum;
  return z;
}

/** Cross-entropy with label smoothing and weight decay. */
export function f(weights: Weights, data: Dataset<number[]>, { smoothing = 0, decay = 0 }: { smoothing?: number; decay?: number } = {}): number {
  const classes = weights.b.length;
  let loss = 0;
  data.features.forEach((x, i) => {
    const p = softmaxInPlace(logits(weights, x));
    for (let k = 0; k < classes; k++) {
      const target = (k === data.labels[i] ? 1 - smoothing : 0) + smoothing / classes;
      if (target > 0) loss -= target * Math.log(p[k]);
    }
  });
  let norm = 0;
  for (const row of weights.W) for (const w of row) norm += w ** 2;
  return loss / data.features.length + 0.5 * decay * norm;
}

export const wrt = 0;
export const inputs = [
  [{ W: [Float64Array.of(0.1, -0.4), Float64Array.of(0.5, 0.2), Float64Array.of(-0.3, 0.9)], b: Float64Array.of(0, 0.1, -0.2) }, { features: [[1, 2], [-0.5, 0.3]], labels: Uint8Array.of(2, 0) }, { smoothing: 0.1, decay: 0.01 }],
  [{ W: [Float64Array.of(0.3), Float64Array.of(-0.2)], b: Float64Array.of(0.5, 0.4) }, { features: [[1], [2]], labels: Uint8Array.of(1, 1) }],
];
