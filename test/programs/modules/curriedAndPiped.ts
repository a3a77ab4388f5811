const multiply = (a: number) => (b: number) => a * b;
const scale = multiply(2);
const curry3 = (f: (a: number, b: number, c: number) => number) => (a: number) => (b: number) => (c: number) => f(a, b, c);
const lerp = curry3((a, b, t) => a + (b - a) * t);
const half = lerp(1);
const pipe = (...fs: ((x: number) => number)[]) => (x: number) => fs.reduce((v, f) => f(v), x);
const process = pipe(scale, Math.sin, half(3), (x) => x * x);
export const wrt = 0;
export const inputs = [[0.4], [1.3]];
export function f(x: number): number {
  let s = 0;
  for (let i = 1; i < 4; i++) s += process(x * i) * scale(i);
  return s;
}
