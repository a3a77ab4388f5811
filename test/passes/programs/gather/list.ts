/** The cotangents of a short list are scalars until the list is returned; what a branch adds to may be beyond its end. */
export function f(x: number[], k: number): number {
  let s = x[0]! * x[1]! + k;
  if (x[1]! > 0) s += x[0]! * x[0]!;
  return s * s;
}

export const inputs = [
  [[1.5, 2, 3], 1],
  [[1.5, -2], 1],
];
