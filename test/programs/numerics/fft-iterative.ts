/** In-place radix-2 FFT on interleaved real and imaginary parts. */
function fft(re: Float64Array, im: Float64Array, inverse = false): void {
  const n = re.length;
  if ((n & (n - 1)) !== 0) throw new RangeError(`length ${n} is not a power of two`);
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      [re[i], re[j]] = [re[j], re[i]];
      [im[i], im[j]] = [im[j], im[i]];
    }
  }
  for (let len = 2; len <= n; len <<= 1) {
    const angle = ((inverse ? 2 : -2) * Math.PI) / len;
    const wr = Math.cos(angle);
    const wi = Math.sin(angle);
    for (let i = 0; i < n; i += len) {
      let cr = 1;
      let ci = 0;
      for (let k = 0; k < len / 2; k++) {
        const p = i + k;
        const q = p + len / 2;
        const tr = re[q] * cr - im[q] * ci;
        const ti = re[q] * ci + im[q] * cr;
        re[q] = re[p] - tr;
        im[q] = im[p] - ti;
        re[p] += tr;
        im[p] += ti;
        [cr, ci] = [cr * wr - ci * wi, cr * wi + ci * wr];
      }
    }
  }
  if (inverse) for (let i = 0; i < n; i++) (re[i] /= n), (im[i] /= n);
}

/** Energy of a signal after a low-pass filter with an adjustable cutoff. */
export function f(signal: Float64Array, cutoff: number): number {
  const n = signal.length;
  const re = new Float64Array(signal);
  const im = new Float64Array(n);
  fft(re, im);
  for (let k = 0; k < n; k++) {
    const frequency = Math.min(k, n - k);
    const gain = 1 / (1 + (frequency / cutoff) ** 4);
    re[k] *= gain;
    im[k] *= gain;
  }
  fft(re, im, true);
  return re.reduce((s, v) => s + v ** 2, 0);
}

export const wrt = [0, 1];
export const inputs = [
  [Float64Array.of(1, 0.5, -0.3, 2), 1.3],
  [Float64Array.of(1, 0.5, -0.3, 2, 0.1, 0.9, -1, 0.4), 2.2],
  [Float64Array.of(1, 0.5, -0.3), 1],
];
