interface T { v: number; kids: T[] }
function norm(t: T, w: number): number {
  const own = Math.max(t.v - 1, 0) * w;
  return Math.sqrt(own) + t.kids.reduce((s, k) => s + norm(k, w * 0.5), 0);
}
export function f(x: number[]): number {
  const t: T = { v: x[0], kids: [{ v: x[1] * x[0], kids: [] }, { v: x[2], kids: [{ v: x[1], kids: [] }] }] };
  return norm(t, x[0] + x[1]);
}
export const wrt = 0;
export const inputs = [[[0.5, 1.1, -0.7]], [[1.7, 0.2, 3]]];
