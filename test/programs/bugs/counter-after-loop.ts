export function f(x: number[]): number {
  let i: number;
  let s = 1;
  for (i = 0; i < x.length; i++) if (s * x[i] > 5) break;
    else s *= x[i];
  return s * i + (i < x.length ? x[i] : 0);
}
export const wrt = 0;
export const inputs = [[[1.5, 2, 3, 4]], [[0.5, 1.5]], [[7]]];
