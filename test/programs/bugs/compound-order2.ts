export function f(x: number[]): number {
  const a = [...x];
  let i = 0;
  a[i++] += a[i];
  a[i++] *= a[i] + a[i - 1];
  a[--i] -= a[i + 1] * 2;
  let k = 0;
  const y = a[k++] * a[k++] + a[k];
  k = 0;
  a[k] = a[k = 1] * 3;
  let z = a[0];
  z += (z = z * 2, z * a[1]);
  let w = a[2];
  w *= (w += a[0]) + w;
  const t = (a[0] = 5 * a[1], a[0] + a[2]);
  let u = x[0];
  u = u++ * 2 + ++u;
  a[2] **= 2;
  return y + z + w + t * u + a[2] - -a[0] + +a[1] + (a[1]++ * a[1]) + a[1]--;
}
export const wrt = 0;
export const inputs = [[[0.5, 1.1, -0.7]]];
