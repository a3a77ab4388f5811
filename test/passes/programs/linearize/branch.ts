export function f(r: number, k: number): number {
  const a = Math.abs(r);
  return a <= k ? 0.5 * r * r : k * (a - 0.5 * k);
}

export const inputs = [[0.5, 1], [-3, 1]];
