// mutual combinators deep
const pipe = (...fs: ((x: number) => number)[]) => fs.reduce((a, b) => (x) => b(a(x)), (x: number) => x);
const rep = (n: number, g: (x: number) => number): ((x: number) => number) => (n === 0 ? (x) => x : (x) => g(rep(n - 1, g)(x)));
export const wrt = 0;
export const inputs = [[0.5, 4]];
export function f(x: number, n: number): number {
  const step = (v: number) => v + 0.1 * (x - v * v);
  const all = pipe(step, Math.tanh, rep(3, step), (v) => v * x, rep(n, (v) => 0.5 * v + x));
  return all(x) + pipe(all, all)(x);
}
