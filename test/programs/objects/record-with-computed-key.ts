type Counts = { low: number; high: number };
function bump(c: Counts, v: number): Counts {
  const key = v > 0 ? "high" : "low";
  return { ...c, [key]: c[key] + v * v };
}
export function f(x: number[]): number {
  let c: Counts = { low: 1, high: 0 };
  for (const v of x) c = bump(c, v);
  const { low, high } = c;
  const k: keyof Counts = x[0] > 0 ? "low" : "high";
  return low * high + c[k];
}
export const wrt = 0;
export const inputs = [[[0.5, 1.1, -0.7]], [[0.2, -0.9]]];
