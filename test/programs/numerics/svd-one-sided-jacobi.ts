/** Singular values of a tall matrix given by columns, by one-sided Jacobi. */
function singularValues(columns: Float64Array[]): number[] {
  const u = columns.map((c) => c.slice());
  const n = u.length;
  let rotated = true;
  let sweeps = 0;
  while (rotated && sweeps++ < 40) {
    rotated = false;
    for (let p = 0; p < n - 1; p++) {
      for (let q = p + 1; q < n; q++) {
        const x = u[p];
        const y = u[q];
        let alpha = 0;
        let beta = 0;
        let gamma = 0;
        for (let i = 0; i < x.length; i++) {
          alpha += x[i] * x[i];
          beta += y[i] * y[i];
          gamma += x[i] * y[i];
        }
        if (Math.abs(gamma) <= 1e-14 * Math.sqrt(alpha * beta)) continue;
        rotated = true;
        const zeta = (beta - alpha) / (2 * gamma);
        const t = (zeta >= 0 ? 1 : -1) / (Math.abs(zeta) + Math.hypot(1, zeta));
        const c = 1 / Math.hypot(1, t);
        const s = c * t;
        for (let i = 0; i < x.length; i++) {
          const xi = x[i];
          x[i] = c * xi - s * y[i];
          y[i] = s * xi + c * y[i];
        }
      }
    }
  }
  return u.map((column) => Math.sqrt(column.reduce((s, v) => s + v * v, 0))).sort((a, b) => b - a);
}

/** Nuclear norm plus the spectral gap. */
export const f = (columns: Float64Array[]): number => {
  const sigma = singularValues(columns);
  const [first, second = 0] = sigma;
  return sigma.reduce((a, b) => a + b, 0) + (first - second) ** 2;
};

export const wrt = 0;
export const h = 0.005;
export const tolerance = 1e-8;
export const inputs = [
  [[Float64Array.of(1, 0.5, 2), Float64Array.of(-0.3, 1, 0.2)]],
  [[Float64Array.of(1, 0.5, 0), Float64Array.of(0.3, 2, 0.2), Float64Array.of(0.1, -0.4, 3)]],
];
