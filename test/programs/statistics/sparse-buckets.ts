const bump = (sums: number[], k: number, v: number): void => {
  if (v < -100) bump(sums, k, v + 1);
  sums[k] = (sums[k] ?? 0) + v;
};
class Buckets {
  readonly sums: number[] = [];
  private counts: number[] = [];
  add(k: number, v: number): void {
    bump(this.sums, k, v);
    if (this.counts[k] === undefined) this.counts[k] = 1;
    else this.counts[k]++;
  }
  means(): number[] {
    return this.sums.map((s, k) => s / this.counts[k]);
  }
}
export function f(xs: number[], ks: number[]): number {
  const b = new Buckets();
  xs.forEach((x, i) => b.add(ks[i], Math.sin(x)));
  const means = b.means();
  let n = 0;
  let total = 0;
  means.forEach((m, k) => {
    n++;
    total += m * m * (k + 1);
  });
  const all = means.every((m) => m !== undefined) ? 1 : 0;
  const some = means.some((m) => m === undefined) ? 1 : 0;
  const kept = means.filter((m) => m > -5);
  let seen = 0;
  for (const m of means) seen += m === undefined ? 1 : 0;
  return total / n + 10 * all + 100 * some + kept.length * kept[0] + 1000 * seen + means.slice(1).reduce((a, m) => a + m, 0);
}
export const wrt = 0;
export const inputs = [[[1, 2, 3], [2, 0, 2]], [[1, 2], [3, 1]]];
