// zip of vectors
const zip = (op: (a: number, b: number) => number) => (u: number[], v: number[]): number[] => u.map((x, i) => op(x, v[i]));
const add = zip((a, b) => a + b);
const mul = zip((a, b) => a * b);
const compose = <A, B, C>(g: (b: B) => C, f: (a: A) => B) => (a: A): C => g(f(a));
const square = (x: number) => x * x;
const norm = (v: number[]) => Math.sqrt(v.reduce((s, x) => s + x * x, 0));
const loss = compose(square, norm);
export const wrt = 0;
export const inputs = [[[1, 2, 3], [0.5, 1, 2]]];
export function f(x: number[], y: number[]): number {
  let acc = x;
  for (let i = 0; i < 3; i++) acc = add(mul(acc, y), x);
  return loss(acc) + loss(x);
}
