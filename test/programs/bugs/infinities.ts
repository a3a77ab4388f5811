export function f(x: number[]): number {
  let best = Infinity, worst = -Infinity, arg = -1;
  x.forEach((v, i) => { const d = (v - 1) ** 2; if (d < best) { best = d; arg = i; } worst = Math.max(worst, d); });
  const d: number[][] = Array.from({ length: 3 }, () => Array(3).fill(Infinity));
  for (let i = 0; i < 3; i++) d[i][i] = 0;
  d[0][1] = x[0] * x[0]; d[1][2] = x[1] ** 2; d[2][0] = Math.abs(x[2]);
  for (let k = 0; k < 3; k++) for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) d[i][j] = Math.min(d[i][j], d[i][k] + d[k][j]);
  let lse = -Infinity;
  for (const v of x) lse = lse === -Infinity ? v : Math.max(lse, v) + Math.log1p(Math.exp(-Math.abs(lse - v)));
  let nan = NaN; if (Number.isNaN(nan)) nan = x[0];
  return best + worst + x[arg] + d[0][2] * d[2][1] + d[1][0] + lse + nan + 1 / Infinity * x[0] + (-0) * x[1];
}
export const wrt = 0;
export const inputs = [[[0.5, 1.3, -0.7]]];
