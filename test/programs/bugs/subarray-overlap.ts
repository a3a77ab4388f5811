export function f(p: Float64Array): number {
  const x = p.slice();
  const a = x.subarray(0, 3);
  const b = x.subarray(1, 4);
  for (let i = 0; i < 3; i++) b[i] = a[i] * b[i] + 0.1;
  b.set(a);
  a.fill(a[1], 1, 2);
  let s = 0;
  for (let i = 0; i < 4; i++) s += x[i] ** 2 * (i + 1);
  return s;
}
export const wrt = 0;
export const inputs = [[new Float64Array([1, 2, 0.5, 3])]];
