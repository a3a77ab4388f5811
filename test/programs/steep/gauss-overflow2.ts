export function f(x: number): number {
  const t = Math.exp(x * x);
  return 1 / t + 1 / (1 + t) + 2 / Math.sqrt(1 + t * t) + Math.exp(-t) + Math.atan(t) ;
}
export const wrt = 0;
export const inputs = [[0.3], [30], [-30], [28]];
