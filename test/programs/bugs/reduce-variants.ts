export function f(x: number[]): number {
  const a = x.reduce((m, v, i, all) => m * 0.5 + v * all[(i + 1) % all.length]);
  const b = x.reduceRight((m, v) => m * v + 1, 2);
  const c = x.reduce<{ s: number; hist: number[] }>((acc, v) => { acc.s += v; acc.hist.push(acc.s); return acc; }, { s: 0, hist: [] });
  const d = x.reduce((acc, v) => ({ ...acc, [v > 0 ? "pos" : "neg"]: acc[v > 0 ? "pos" : "neg"] + v }), { pos: 0, neg: 0 } as { pos: number; neg: number });
  const e = x.reduce((acc, v) => [...acc, v * (acc[acc.length - 1] ?? 1)], [] as number[]);
  const g = x.map((v) => [v, v * v]).flatMap(([p, q]) => [p + q, p * q]).map((v, i, l) => v - l[l.length - 1 - i] * 0.5);
  const [mn, mx] = x.reduce(([lo, hi], v) => [Math.min(lo, v), Math.max(hi, v)], [Infinity, -Infinity]);
  const sum = (xs: readonly number[]): number => (xs.length === 0 ? 0 : xs[0] + sum(xs.slice(1)));
  return a + b + c.s * c.hist[1] + d.pos * d.neg + e.reduce((p, q) => p + q) + g.reduce((p, q) => p + q * q, 0) + mx * mn + sum(x) ** 2;
}
export const wrt = 0;
export const inputs = [[[0.5, 1.1, -0.7]], [[0.2, -0.9]]];
