export function f(x: Float64Array, n: number): number {
  const v = new Float64Array(x.length);
  let prev = x[0];
  for (let s = 0; s < n; s++) {
    for (let i = 0; i < v.length; i++) v[i] = Math.max(x[i] - prev * 0.2, 0);
    for (let i = 0; i < v.length; i++) prev += Math.sqrt(v[i]) * 0.1;
  }
  const c = x.map((e) => (e < 0 ? 0 : e));
  for (const e of c) prev += Math.sqrt(e);
  return prev;
}
export const wrt = 0;
export const inputs = [[new Float64Array([0.5, -1.1, 0.7]), 3]];
