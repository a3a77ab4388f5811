function spline(xs: number[], ys: number[]) {
  const n = xs.length;
  const slopes = new Array<number>(n - 1).fill(0);
  for (let i = 0; i < n - 1; i++) slopes[i] = (ys[i + 1] - ys[i]) / (xs[i + 1] - xs[i]);
  return (x: number): number => {
    let i = 0;
    while (i < n - 2 && x > xs[i + 1]) i++;
    return ys[i] + slopes[i] * (x - xs[i]);
  };
}
const table = spline([0, 1, 2, 3], [0, 1, 4, 9]);
const { mean, spread } = ((data: number[]) => {
  const m = data.reduce((a, b) => a + b, 0) / data.length;
  return { mean: (x: number) => x - m, spread: (x: number) => (x - m) ** 2 };
})([1, 2, 3, 4.5]);
export const wrt = 0;
export const inputs = [[0.4], [1.3]];
export function f(x: number): number { return table(x) * table(x + 1) + mean(x) * spread(x); }
