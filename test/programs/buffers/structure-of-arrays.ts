export function f(x0: number, v0: number): number {
  const n = 4;
  const buffer = new ArrayBuffer(3 * n * Float64Array.BYTES_PER_ELEMENT);
  const pos = new Float64Array(buffer, 0, n);
  const vel = new Float64Array(buffer, n * 8, n);
  const acc = new Float64Array(buffer, 2 * n * 8);
  const all = new Float64Array(buffer);
  for (let i = 0; i < n; i++) { pos[i] = x0 * (i + 1); vel[i] = v0 - i; }
  for (let t = 0; t < 5; t++) {
    for (let i = 0; i < n; i++) acc[i] = -pos[i]! * 0.5;
    for (let i = 0; i < n; i++) { vel[i]! += 0.1 * acc[i]!; pos[i]! += 0.1 * vel[i]!; }
  }
  let e = 0;
  for (const v of all) e += v * v;
  return e + buffer.byteLength * x0 + all.byteLength;
}
export const wrt = [0, 1];
export const inputs = [[1.2, 0.5], [-0.4, 2]];
