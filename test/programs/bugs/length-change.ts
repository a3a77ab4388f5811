export function f(x: number[]): number {
  const a = [...x, 1, 2];
  a.length = x.length + 1;
  a.push(a.pop()! * x[0]);
  const n = a.length;
  a.length--;
  let s = 0;
  while (a.length) s = s * 0.5 + a.shift()! * n;
  return s;
}
export const wrt = 0;
export const inputs = [[[1.5, 2, 3]]];
