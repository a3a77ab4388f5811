export function f(x: number): number {
  let n = 0;
  let y = x;
  while ((y = y * 0.7) > 0.5 && n++ < 5) y = Math.sin(y) + 0.4;
  return y * n + y;
}
export const wrt = 0;
export const inputs = [[2], [0.1], [1.1]];
