// values overwritten before the reverse sweep reads them
export function f(x: number[], n: number): number {
  const a = x.slice();
  let t = a[0];
  for (let i = 0; i < n; i++) {
    const old = a[i % a.length];
    a[i % a.length] = Math.sin(old) * t;
    t = old * a[(i + 1) % a.length] + t * 0.5;
    a[(i + 1) % a.length] = t;
    a[(i * i) % a.length] *= a[(i * i) % a.length];
    const tmp = a[0]; a[0] = a[a.length - 1]; a[a.length - 1] = tmp;
  }
  a.fill(t, 1, 2);
  a[0] = a[0] * a[0]; a[0] = Math.exp(-a[0]); a[0] += a[0] * a[1];
  const b = a; b[1] = b[0] * a[1]; 
  for (let i = a.length - 1; i > 0; i--) a[i] += a[i - 1];
  for (let i = 1; i < a.length; i++) a[i] *= a[i - 1];
  for (let i = 0; i < a.length; i++) for (let j = 0; j < a.length; j++) if (i !== j) a[i] += 0.1 * a[j] * a[i];
  return a.reduce((s, v) => s + v, t) ;
}
export const wrt = 0;
export const inputs = [[[0.5, 1.1, -0.7], 0], [[0.5, 1.1, -0.7], 5], [[0.5, 0.9], 3]];
