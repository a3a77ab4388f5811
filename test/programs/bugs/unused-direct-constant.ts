export function f(x: number[], y: number, z: { a: number }): number {
  if (x.length === 0) return 3;
  if (x.length === 1) return x[0];
  if (x.length === 2) return y;
  return x[1];
}
export const wrt = [0, 1, 2];
export const inputs = [[[], 1, { a: 1 }], [[1], 1, { a: 1 }], [[1, 2], 2, { a: 1 }], [[1, 2, 3], 2, { a: 1 }]];
