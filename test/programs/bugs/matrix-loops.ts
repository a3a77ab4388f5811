export function f(A: number[][], n: number): number {
  const L = A.map((r) => r.slice());
  for (let k = 0; k < n; k++) for (let i = k + 1; i < n; i++) { L[i][k] /= L[k][k]; for (let j = k + 1; j < n; j++) L[i][j] -= L[i][k] * L[k][j]; }
  const T = L[0].map((_, j) => L.map((r) => r[j]));
  [L[0], L[1]] = [L[1], L[0]];
  L[0][0] *= T[1][1];
  const p = L; const q = p[1]; q[1] += p[0][0];
  let det = 1; for (let i = 0; i < n; i++) det *= L[i][i];
  const flat = L.flat(); const back = flat.reduce((s, v, i) => s + v * T[i % n][Math.floor(i / n)], 0);
  for (let d = -n + 1; d < n; d++) { let t = 0; for (let i = Math.max(0, -d); i < n && i + d < n; i++) t += L[i][i + d]; det += t * t * (d + n) * 0.01; }
  return det + back;
}
export const wrt = 0;
export const inputs = [[[[2, 0.5, 0.1], [0.3, 1.5, 0.2], [0.7, -0.4, 1.1]], 3], [[[2, 0.5], [0.3, 1.5]], 2]];
