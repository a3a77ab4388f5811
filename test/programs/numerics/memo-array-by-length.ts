export function f(x: number, n: number): number {
  const memo = new Array<number>(n + 1);
  const go = (k: number): number => {
    if (k < 2) return x;
    if (memo[k] !== undefined) return memo[k];
    return (memo[k] = Math.sin(go(k - 1)) + go(k - 2));
  };
  return go(n);
}
export const wrt = 0;
export const inputs = [[1, 5]];
