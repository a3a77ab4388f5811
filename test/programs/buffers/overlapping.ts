export function f(xs: Float64Array): number {
  const buf = new ArrayBuffer(8 * 6);
  const a = new Float64Array(buf, 0, 4);
  const b = new Float64Array(buf, 16, 4);
  a.set(xs);
  for (let i = 0; i < 4; i++) b[i] = b[i]! * 2 + a[i]!;
  let s = 0;
  a.forEach((v, i) => { s += v * v * (i + 1); });
  return s + b.reduce((p, v) => p + v, 0);
}
export const wrt = 0;
export const inputs = [[new Float64Array([1, 2, 3, 4])]];
