// embedding lookups, segment sums, one-hot, top-k, unique, repeated slices
export function f(emb: number[][], w: number[]): number {
  const ids = [0, 2, 2, 0, 2];
  const looked = ids.map((i) => emb[i]);
  looked[0][0] += 0.5;
  const pooled = looked.reduce((acc, row, t) => acc.map((v, d) => v + row[d] * w[t % w.length]), new Array<number>(emb[0].length).fill(0));
  const seg: Record<number, number> = {};
  ids.forEach((i, t) => { seg[i] = (seg[i] ?? 0) + looked[t][t % 2] * w[t % w.length]; });
  const top = Object.entries(seg).sort(([, a], [, b]) => b - a).slice(0, 2).map(([k, v]) => v * (k.length + 1));
  const onehot = ids.map((i) => emb.map((_, j) => Number(i === j)));
  const viaHot = onehot.map((h) => h.reduce((s, b, j) => s + b * emb[j][1], 0));
  const windows = ids.slice(1).map((_, t) => w.slice(t % 2, (t % 2) + 2));
  return pooled.reduce((s, v) => s + v * v, 0) + top.reduce((a, b) => a + b, 0) + viaHot.reduce((a, b, i) => a + b * i, 0) + windows.flat().reduce((a, b) => a * 0.5 + b, 0) + [...new Set(ids)].reduce((s, i) => s * emb[i][0] + 1, 1);
}
export const wrt = [0, 1];
export const inputs = [[[[0.5, 1.1], [-0.7, 0.3], [0.2, 0.9]], [0.4, -0.6, 1.2]]];
