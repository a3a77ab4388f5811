export function f(x: number): number {
  const buf = new ArrayBuffer(24);
  let s = 0;
  for (const [o, n] of [[0, 2], [4, 1], [8, 3], [32, 0]]) {
    try { const v = new Float64Array(buf, o, n); v[0] = x * x; s += v[0]! + v.length; } catch (e) { s += (e as Error).message.length * x; }
  }
  try { new Float64Array(buf, 32); } catch (e) { s += (e as RangeError).message.length * x; }
  return s;
}
export const wrt = 0;
export const inputs = [[1.5]];
