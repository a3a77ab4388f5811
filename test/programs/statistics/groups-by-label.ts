export function f(xs: number[], ks: number[]): number {
  const groups: number[][] = [];
  for (let i = 0; i < xs.length; i++) (groups[ks[i]] ??= []).push(xs[i]);
  let total = 0;
  groups.forEach((g, label) => {
    total += (label + 1) * g.reduce((a, b) => a + b, 0) / g.length;
  });
  return total * total;
}
export const wrt = 0;
export const inputs = [[[1, 2, 3], [2, 0, 2]], [[1, 2], [3, 1]]];
