type Signal = ArrayLike<number>;

const basis = (k: number, n: number, size: number): number => Math.cos((Math.PI / size) * (n + 0.5) * k);

function dct2(x: Signal): Float64Array {
  const N = x.length;
  return Float64Array.from({ length: N }, (_, k) => {
    let s = 0;
    for (let n = 0; n < N; n++) s += x[n] * basis(k, n, N);
    return s * Math.sqrt((k ? 2 : 1) / N);
  });
}

function idct(c: Signal): number[] {
  const N = c.length;
  return Array.from(c, (_, n) => Array.from(c).reduce((s, ck, k) => s + ck * Math.sqrt((k === 0 ? 1 : 2) / N) * basis(k, n, N), 0));
}

const softThreshold = (v: number, t: number): number => Math.sign(v) * Math.max(Math.abs(v) - t, 0);

/** Total variation after soft thresholding, smoothed. */
export function f(x: Float64Array, threshold: number): number {
  const coefficients = dct2(x).map((c, k) => (k === 0 ? c : softThreshold(c, threshold)));
  const y = idct(coefficients);
  return y.slice(1).reduce((tv, v, i) => tv + Math.sqrt((v - y[i]) ** 2 + 1e-2), 0);
}

export const wrt = [0, 1];
export const inputs = [
  [Float64Array.of(1, 2, 0.5, -1), 0.2],
  [Float64Array.of(0.3, -0.8, 1.4, 0.9, 2), 0.45],
];
