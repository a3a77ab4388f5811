function axpy(a: number, x: Float64Array, y: Float64Array): void {
  for (let i = 0; i < x.length; i++) y[i] += a * x[i];
}
function shiftMul(x: Float64Array, y: Float64Array): void {
  for (let i = 1; i < x.length; i++) y[i] = x[i - 1] * y[i];
}
export function f(p: Float64Array, a: number): number {
  const x = Float64Array.from(p);
  axpy(a, x, x);
  shiftMul(x, x);
  shiftMul(x, x);
  axpy(x[1], x, x);
  let s = 0;
  for (const v of x) s += v * v;
  return s;
}
export const wrt = [0, 1];
export const inputs = [[new Float64Array([1, 2, 0.5]), 0.4], [new Float64Array([-1, 0.2, 0.5]), -0.4]];
