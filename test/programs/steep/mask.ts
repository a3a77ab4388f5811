export function f(x: number[], mask: number[]): number {
  let s = 0;
  for (let i = 0; i < x.length; i++) {
    s += Math.sqrt(mask[i] * x[i] * x[i]) * (i + 1);
    s += mask[i] * Math.sqrt(Math.abs(x[i]));
    s += Math.cbrt(x[i] * mask[i]);
    s += Math.pow(mask[i] * x[i] ** 2, 0.75);
    s += (mask[i] * x[i] ** 2) ** 1.5;
    s += Math.acos(1 - mask[i] * x[i] * x[i] * 0.1) + Math.asin(Math.max(-1, Math.min(1, x[i] * 3)));
  }
  const sq = x.map((v, i) => (mask[i] > 0 ? Math.sqrt(v) : 0));
  const relu = x.map((v) => Math.max(0, v - 0.6));
  const roots = relu.map((v) => Math.sqrt(v));
  return s + sq.reduce((a, b) => a + b, 0) + roots.reduce((a, b) => a + b * b * b, 0);
}
export const wrt = 0;
export const inputs = [[[0.5, 1.1, 0.7], [1, 0, 1]], [[0.5, -1.1, 0.7], [1, 0, 1]]];
