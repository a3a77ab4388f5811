export function f(x: number[], y: number): number {
  let s = 0;
  for (const v of x) {
    s += Math.floor(v) * v + Math.round(v) * y + Math.trunc(v) * v * v + Math.sign(v) * v + Math.ceil(v) + Math.fround(2) * v;
    s += (v % 1) * 3 + (v % y) * v + (-v % 0.7) + Math.abs(v % -1.3);
    s += ((v * 100) | 0) * v * 0.01 + (~~v) * y + ((v * 8) >> 1) * 0.1 + ((v * 8) >>> 1) % 7 * 0 + (Math.imul(v, 3) & 5) * v + Math.clz32(v) * y * 0.1 + (v ^ 3) * 0.01 * v;
    s += Math.log1p(v * v) + Math.expm1(v * 1e-3) * 1e3 + Math.hypot(v, y, 1) + Math.atan2(v, y) + Math.cbrt(v) + Math.log2(v * v + 1) + Math.log10(v * v + 2) + Math.asinh(v) + Math.sinh(v) * 0.1 + Math.atanh(v * 0.1);
    const q = Math.floor(v / y);
    s += v - q * y;
  }
  return s;
}
export const wrt = [0, 1];
export const h = 0.004;
export const inputs = [[[0.5314, -1.2142, 2.7131], 0.9], [[-3.3717, 7.7723], -0.8317]];
