export function f(x: number): number {
  const softplus = Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  const sig = x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
  return softplus + sig + Math.tanh(x);
}
export const wrt = 0;
export const inputs = [[800], [-800], [0.3], [-40]];
