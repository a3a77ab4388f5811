export function f(x: number, o?: { g: (v: number) => number }): number {
  let n = x;
  const p = null as { a: number[] } | null;
  const q: { a?: number[] } = x > 1 ? { a: [x, 2] } : {};
  const r = p?.a[(n *= 2)] ?? 3;
  const s = q.a?.[(n += x, 1)] ?? n;
  return n * r + s * x;
}
export const wrt = 0;
export const inputs = [[1.5], [0.3]];
