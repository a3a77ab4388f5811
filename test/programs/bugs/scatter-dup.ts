export function f(w: number[], v: number[], idx: number[]): number {
  const a = w.slice();
  for (let i = 0; i < idx.length; i++) a[idx[i]] += v[i] * a[idx[(i + 1) % idx.length]];
  for (let i = 0; i < idx.length; i++) a[idx[i]] *= v[i];
  for (let i = 0; i < idx.length; i++) a[idx[i]] = a[idx[i]] * a[idx[i]] * 0.3 + a[i % a.length];
  const b = idx.map((k) => a[k]);
  b[idx[0]] = b[idx[0]];
  a[1] = a[1];
  for (let i = 0; i < a.length; i++) { const j = (i * 2) % a.length; a[i] = a[j]; }
  let s = 0;
  for (let i = 0; i < b.length; i++) s += b[i] * a[i % a.length] * (i + 1);
  return s;
}
export const wrt = [0, 1];
export const inputs = [[[0.5, 1.1, -0.7], [1.2, 0.4, -0.9, 0.3], [0, 2, 0, 1]], [[0.5, 1.1, -0.7], [1.2, 0.4, -0.9, 0.3], [1, 1, 1, 1]]];
