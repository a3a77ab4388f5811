let counter = 0;
const g = (a: number, b = a * 2, c = b + (counter++, a), { d = c * a, e } = { e: b } as { d?: number; e: number }, ...rest: number[]): number => a + b * c + d * e + rest.length * b;
function h(this: void, x: number, f1 = (v: number) => v * x, arr: number[] = [x, f1(x)]): number { arr.push(x); return arr.reduce((s, v) => s + f1(v), 0); }
export function f(x: number, y: number): number {
  counter = 0;
  const s = g(x) + g(x, y) + g(x, undefined, y) + g(x, y, y, { e: x }) + g(x, y, x, { d: 2, e: y }, 1, 2);
  return s + h(x) + h(y, (v) => v * v) + h(x, undefined, [y]) + counter * x;
}
export const wrt = [0, 1];
export const inputs = [[0.5, 1.1]];
