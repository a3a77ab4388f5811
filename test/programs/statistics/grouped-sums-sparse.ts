export function f(xs: number[], ks: number[]): number {
  const sums: number[] = [];
  xs.forEach((x, i) => {
    sums[ks[i]] = (sums[ks[i]] ?? 0) + x * x;
  });
  let count = 0;
  let total = 0;
  sums.forEach((s) => {
    count++;
    total += s * count;
  });
  return total + sums.map((s) => s + 1).filter((s) => s !== undefined).length + sums.reduce((a) => a + 1, 0);
}
export const wrt = 0;
export const inputs = [[[1, 2, 3], [2, 0, 2]], [[1, 2], [3, 1]]];
