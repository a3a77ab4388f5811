export function f(x: number[]): number {
  let s = 0;
  for (let i = 0; i < x.length; i++) s += x[i];
  for (let i = x.length - 1; i >= 0; i -= 2) s *= x[i];
  return s;
}

export const inputs = [[[1, 2, 3]], [[]]];
