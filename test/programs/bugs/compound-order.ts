export function f(x: number[]): number {
  const a = [...x];
  let i = 0;
  a[i++] += a[i] * 2;
  a[i] *= a[i++] + a[i];
  a[i] = a[--i] = a[i] * 3 + a[0];
  let y = 2;
  y += (y = a[0] * 3) * y;
  let z = a[1];
  z = z++ + ++z * z--;
  return a[0] * a[1] + a[2] * y + z;
}
export const wrt = 0;
export const inputs = [[[1.2, 2, 0.3]]];
