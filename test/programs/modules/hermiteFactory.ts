// validated factory, lookup table built with forEach, closure over typed arrays
function makeInterpolator(xs: number[], ys: number[]) {
  if (xs.length !== ys.length) throw new Error("lengths differ");
  const m = new Float64Array(xs.length);
  const h: number[] = [];
  xs.forEach((x, i) => { if (i > 0) h.push(x - xs[i - 1]); });
  let total = 0;
  h.forEach((d) => { total += d; });
  for (let i = 1; i < xs.length - 1; i++) m[i] = (ys[i + 1] - ys[i - 1]) / (xs[i + 1] - xs[i - 1]);
  m[0] = (ys[1] - ys[0]) / h[0];
  m[xs.length - 1] = (ys[xs.length - 1] - ys[xs.length - 2]) / h[h.length - 1];
  return function evaluate(x: number): number {
    let k = xs.findIndex((v) => v > x) - 1;
    if (k < 0) k = 0;
    const t = (x - xs[k]) / h[k];
    const [h00, h10, h01, h11] = [2 * t ** 3 - 3 * t ** 2 + 1, t ** 3 - 2 * t ** 2 + t, -2 * t ** 3 + 3 * t ** 2, t ** 3 - t ** 2];
    return (h00 * ys[k] + h10 * h[k] * m[k] + h01 * ys[k + 1] + h11 * h[k] * m[k + 1]) * total;
  };
}
const curve = makeInterpolator([0, 1, 2.5, 4], [0, 2, 1, 3]);
export const wrt = 0;
export const inputs = [[0.3], [1.6], [3.1]];
export function f(x: number): number { return curve(x) * curve(x / 2); }
