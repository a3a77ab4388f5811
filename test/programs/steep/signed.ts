// the length of an interval in space-time, and weighted norms; the gradient at 0 of what is level there
export function f(x: number[], g: number[], n: number): number {
  let s = 0, w = 0, m = 0;
  for (let i = 0; i < x.length; i++) { s += g[i] * x[i] * x[i]; w += (i + 1) * x[i] ** 2; m += (x[i] - x[0]) ** 2; }
  const d = x.map((v) => v - x[0]);
  let rms = 0;
  for (const v of d) rms += v * v;
  const z = [0, 0].map((k, i) => k * x[i]);
  return Math.sqrt(s * s + 1) + Math.sqrt(w) + Math.sqrt(m / n) * 0 + Math.sqrt(rms / n) + Math.sqrt(z[0] * z[0] + z[1] * z[1]) + (z[0] ** 2 + z[1] ** 2) ** 0.5 + Math.sqrt(z[0] * x[0] * x[1]);
}
export const wrt = 0;
export const inputs = [[[0.5, 1.1, 0.7], [-1, 1, 1], 3], [[0.5, 1.1, 0.7], [0, 1, 0], -0.5]].slice(0, 1);
