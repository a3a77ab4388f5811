/** A test around a root shows its sign only where it must hold: not behind `or`, not of the other factor, not after a change. */
function rootOf(v: number, w: number): number {
  if (v > 0 && w !== 0) return Math.sqrt(v) + v / w;
  if (v > 0 || w > 0) return w * Math.sqrt(Math.max(v, 0)) + Math.cbrt(w);
  return Math.min(v, 0) * 2;
}
const masked = (v: number, mask: number): number => (v >= 0 ? mask * Math.sqrt(v) : 0.5 * v);
export function f(x: number[]): number {
  let s = 0;
  for (let i = 0; i + 1 < x.length; i++) {
    let v = x[i]!;
    const w = x[i + 1]!;
    s += rootOf(v, w) + 3 * rootOf(-v, 0) + masked(Math.max(v, 0), v > 0 ? 1 : 0);
    if (v > 0.5) {
      v -= 0.5;
      s += v * v * Math.sqrt(v);
      v = Math.max(0, w);
      s += v * Math.sqrt(v) + Math.pow(v, 1.5);
    } else if (!(v <= 0)) {
      s += Math.pow(v, 0.25) / Math.sqrt(v);
    }
    let step = 1 + v * v;
    while (step > 0.3) {
      s += 0.1 * Math.sqrt(step) + 0.01 / step;
      step -= 0.4;
    }
    s += Math.max(step, 0) ** 2;
  }
  return s;
}
export const wrt = 0;
export const inputs = [[[1.5, -2.1, 0.7, -0.3, 0.2]], [[-1.5, 2.1, 0.35, 0.6, -0.2]]];
