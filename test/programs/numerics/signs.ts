/** Signs, ones and zeros that cancel, of values that stay what they are to the bit. */
export function f(x: number[], k: number): number {
  let s = -0;
  for (let i = 0; i < x.length; i++) {
    const v = x[i];
    const minus = -v;
    const folded = Math.abs(Math.abs(minus)) + Math.abs(-minus);
    const product = minus * -k + (v * -1) * k + -1 * v * (k / -1);
    const whole = Math.floor(Math.floor(k * 3)) + Math.round(Math.trunc(k)) + Math.ceil(i);
    const same = Math.max(v, v) - Math.min(k, k);
    const powers = v ** 1 + v ** 0 + v ** 3 + v ** -2 + k ** 0.5 + v ** 8;
    const difference = v - -k + (minus + k) - (-(-v) - 0) + (v + -0) + (-0 + k) + (v - v * 2);
    const quotient = minus / k - v / -k + (v / 1) * 1;
    s += folded * product + whole * v + same * v + powers * 0.1 + difference * v + quotient * (2 * (3 / v));
    s -= -(v - k) * (1 / k) + -(2 * v) + -(v * 3) + (4 * (v / 2) - v - v);
  }
  return s;
}

export const wrt = [0, 1];
export const inputs = [
  [[0.7, -1.3, 2.1], 1.4],
  [[], 0.5],
];
