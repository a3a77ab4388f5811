/** Pascal triangle, memo tables and a matrix in the C style. */
export function f(p: number, n: number): number {
  const binom: number[][] = [];
  for (let i = 0; i <= n; i++) {
    binom[i] = [];
    binom[i][0] = 1;
    for (let j = 1; j <= i; j++) binom[i][j] = binom[i - 1][j - 1] + (binom[i - 1][j] || 0);
  }
  const pmf: number[] = [];
  for (let k = 0; k <= n; k++) pmf[k] = binom[n][k] * p ** k * (1 - p) ** (n - k);
  const memo: (number | undefined)[] = [];
  const tail = (k: number): number => {
    if (k > n) return 0;
    const known = memo[k];
    if (known !== undefined) return known;
    return (memo[k] = pmf[k] + tail(k + 1));
  };
  const dp: number[] = new Array(n + 1).fill(-1);
  dp[n] = p;
  const t = tail(2);
  let stored = 0;
  memo.forEach((v) => (stored += v === undefined ? 100 : 1));
  return t + stored + dp.filter((v) => v !== -1).reduce((a, v) => a + v, 0) + pmf.map((v) => v * v).reduce((a, v) => a + v);
}
export const wrt = 0;
export const inputs = [[0.3, 4], [0.6, 3]];
