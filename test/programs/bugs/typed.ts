export function f(x: Float64Array): number {
  const buf = new Float64Array(8);
  buf.set(x, 1);
  buf.copyWithin(2, 0, 5);
  const a = buf.subarray(1, 6), b = buf.subarray(3, 8);
  for (let i = 0; i < 5; i++) a[i] += b[i] * 0.5 + x[i % x.length];
  b[0] = a[4] * a[0];
  buf.copyWithin(0, 3);
  buf.reverse();
  const c = buf.slice(2, 5);
  c[0] *= 2;
  a.fill(x[0] * x[1], 1, 2);
  b.set(a.subarray(0, 3), 1);
  const n = Int32Array.from([1.9, -2.7, 3.2]);
  const u = new Uint8Array([300, -1, 2.9]);
  const uc = new Uint8ClampedArray([300, -1, 2.5]);
  const idx = new Uint16Array(3).map((_, i) => (i * 7) % 5);
  let s = 0;
  for (let i = 0; i < buf.length; i++) s += buf[i] * (i + 1) * buf[(i + 3) % 8];
  for (const k of idx) s += buf[k] * n[k % 3] + u[k % 3] * x[0] * 0.01 + uc[k % 3] * x[1] * 0.01;
  return s + c.reduceRight((p, v, i) => p * 0.5 + v * i, 1) + buf.at(-1)! * buf.at(-2)!;
}
export const wrt = 0;
export const inputs = [[new Float64Array([0.5, 1.1, -0.7, 0.2])], [new Float64Array([0.3, -0.2])]];
