let best: number[] | undefined;
let bestScore = Infinity;
function consider(c: number[]): void {
  const score = c.reduce((s, v) => s + v * v, 0);
  if (score < bestScore) { bestScore = score; best = c; }
}
export function f(x: number[]): number {
  best = undefined;
  bestScore = Infinity;
  for (let i = 0; i < 3; i++) consider(x.map((v) => v * (i - 1.2)));
  let s = 0;
  if (best !== undefined) for (let i = 0; i < (best as number[]).length; i++) s += (best as number[])[i] * (i + 1);
  return s + bestScore;
}
export const wrt = 0;
export const inputs = [[[0.5, 1.5, -2]]];
