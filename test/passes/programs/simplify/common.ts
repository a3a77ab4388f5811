/** Loads are equal while nothing writes what they may see. */
export function f(a: number[], b: number[], i: number): number {
  const first = a[i] * a[i];
  b[0] = first;
  const second = a[i] * a[i];
  a[i] = second;
  return a[i] + first;
}

export const inputs = [[[2, 3], [1], 1]];
