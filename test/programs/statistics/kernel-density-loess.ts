type Kernel = (u: number) => number;
const kernels: { readonly [name: string]: Kernel } = {
  gaussian: (u) => Math.exp(-0.5 * u * u) / Math.sqrt(2 * Math.PI),
  epanechnikov: (u) => (Math.abs(u) < 1 ? 0.75 * (1 - u * u) : 0),
  tricube: (u) => (Math.abs(u) < 1 ? (70 / 81) * (1 - Math.abs(u) ** 3) ** 3 : 0),
};

function quantile(sorted: readonly number[], p: number): number {
  const at = (sorted.length - 1) * p;
  const lo = Math.floor(at);
  const hi = Math.ceil(at);
  return sorted[lo] + (at - lo) * (sorted[hi] - sorted[lo]);
}

/** Silverman's rule of thumb. */
function bandwidth(xs: readonly number[]): number {
  const sorted = [...xs].sort((a, b) => a - b);
  const n = xs.length;
  const mean = xs.reduce((a, b) => a + b, 0) / n;
  const sd = Math.sqrt(xs.reduce((s, x) => s + (x - mean) ** 2, 0) / (n - 1));
  const iqr = quantile(sorted, 0.75) - quantile(sorted, 0.25);
  return 0.9 * Math.min(sd, iqr / 1.34) * n ** -0.2;
}

const density = (xs: readonly number[], at: number, h: number, kernel: Kernel): number =>
  xs.reduce((s, x) => s + kernel((at - x) / h), 0) / (xs.length * h);

/** Local linear regression at one place. */
function loess(xs: readonly number[], ys: readonly number[], at: number, h: number, kernel: Kernel): number {
  let [s0, s1, s2, t0, t1] = [0, 0, 0, 0, 0];
  xs.forEach((x, i) => {
    const w = kernel((x - at) / h);
    if (w === 0) return;
    const d = x - at;
    s0 += w;
    s1 += w * d;
    s2 += w * d * d;
    t0 += w * ys[i];
    t1 += w * d * ys[i];
  });
  const det = s0 * s2 - s1 * s1;
  return Math.abs(det) < 1e-12 ? t0 / s0 : (s2 * t0 - s1 * t1) / det;
}

export function f(xs: number[], ys: number[], at: number, kernelName: string): number {
  const kernel = kernels[kernelName];
  if (!kernel) throw new Error(`unknown kernel ${kernelName}`);
  const h = bandwidth(xs) * 3;
  return loess(xs, ys, at, h, kernel) * Math.log(density(xs, at, h, kernel));
}

export const wrt = [0, 1, 2];
export const h = 0.005;
export const inputs = [
  [[0.1, 1.2, 0.7, 2.4, 1.9], [1, 0.4, 0.9, -0.3, 0.2], 1.1, "gaussian"],
  [[0.1, 1.2, 0.7, 2.4, 1.9], [1, 0.4, 0.9, -0.3, 0.2], 1.3, "tricube"],
  [[0.1, 1.25, 0.7, 2.4], [1, 0.4, 0.9, -0.3], 0.9, "epanechnikov"],
  [[0.1, 1.2], [1, 0.4], 0.9, "cosine"],
];
