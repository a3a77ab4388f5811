export function f(x: number): number {
  const Math = { sqrt: (v: number) => v * v, PI: 3 };
  const Array = 2;
  const Number = (v: number) => v * 5;
  const isNaN = (v: number) => v > 1;
  const Infinity = x;
  return Math.sqrt(x) * Math.PI * Array + Number(x) + (isNaN(x) ? x * x : 0) + Infinity;
}
export const wrt = 0;
export const inputs = [[1.6], [0.5]];
