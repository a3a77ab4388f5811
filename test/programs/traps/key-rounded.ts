export function f(x: number[]): number {
  const m = new Map<string, number>();
  const seen: Record<string, number> = {};
  let s = 0;
  for (const v of x) {
    const k = `${v.toFixed(1)},${Math.round(v)}`;
    if (!m.has(k)) m.set(k, v * v);
    s += m.get(k)! * v;
    seen[Math.floor(v)] = (seen[Math.floor(v)] ?? 0) + v;
  }
  for (const k in seen) s += seen[k] * Number(k);
  return s;
}
export const wrt = 0;
export const inputs = [[[1.32, 1.33, 2.57]]];
