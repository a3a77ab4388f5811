export function f(x: number): number {
  const a = Math.exp(-x * x);
  const b = 1 / (1 + Math.exp(-x * 30));
  const c = 1 / (1 + Math.exp(x * 30));
  const d = Math.tanh(x * 30);
  const e = 1 / Math.cosh(x * 30);
  return a + b + c + d + e + Math.exp(-(x ** 2) * 0.5) * x ** 4;
}
export const wrt = 0;
export const inputs = [[0.3], [30], [-30], [28]];
