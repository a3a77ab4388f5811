const clamp = (v: number, lo: number, hi: number): number => Math.min(Math.max(v, lo), hi);
export function f(x: number[]): number {
  let s = 0;
  for (const v of x) {
    s += Math.acos(clamp(v, -1, 1)) + Math.asin(clamp(v, -1, 1)) * 0.3;
    s += Math.sqrt(1 - clamp(v, -1, 1) ** 2);
    s += Math.log(Math.max(v, 0) + 1) + Math.atanh(clamp(v, -0.5, 0.5));
    s += Math.pow(Math.max(v, 0), 0.3) + Math.cbrt(Math.min(v, 0)) + Math.sqrt(v > 0 ? v : 0);
    s += Math.acosh(Math.max(1, v));
    const t = Math.max(0, v); s += t * Math.log(t + 1e-300) * 0.1 + t ** 0.5;
  }
  return s;
}
export const wrt = 0;
export const inputs = [[[1.5, -2.1, 0.7, -0.3]]];
