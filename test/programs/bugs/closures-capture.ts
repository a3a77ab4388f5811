export function f(x: number[]): number {
  const fs: (() => number)[] = [];
  const gs: ((d: number) => void)[] = [];
  let total = 0;
  for (let i = 0, k = 1; i < x.length; i++, k *= 2) {
    let local = x[i] * k;
    fs.push(() => { local *= 1.1; return local * i + k; });
    gs.push((d) => { local += d * x[i]; total += local; });
  }
  for (var j = 0; j < x.length; j++) { fs.push(() => j * x[0]); }
  const acc = { n: 0 };
  x.forEach((v, i, all) => { acc.n += v * all[(i + 1) % all.length]; total += acc.n; });
  gs.forEach((g, i) => g(i + 0.5));
  for (const g of [...gs].reverse()) g(0.25);
  return fs.reduce((s, h) => s + h() * h(), 0) + total;
}
export const wrt = 0;
export const inputs = [[[0.5, 1.1, -0.7]]];
