function halves(buf: ArrayBuffer): [Float64Array, Float64Array] {
  const n = buf.byteLength / 16;
  return [new Float64Array(buf, 0, n), new Float64Array(buf, 8 * n, n)];
}
export function f(x: number, y: number): number {
  const bufs = [new ArrayBuffer(32), new ArrayBuffer(64)];
  let s = 0;
  for (const buf of bufs) {
    const [lo, hi] = halves(buf);
    lo.fill(x); hi.fill(y, 1);
    hi.set(lo.subarray(0, 1));
    s += lo.reduce((a, v) => a + v * v, 0) * hi.reduce((a, v) => a + v, 0);
  }
  return s;
}
export const wrt = [0, 1];
export const inputs = [[1.5, 2]];
