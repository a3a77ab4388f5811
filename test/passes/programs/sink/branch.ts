/** What only one branch uses is computed there, and so is its adjoint. */
export function f(x: number, w: number): number {
  const r = 1 / x;
  if (x === 0) return w;
  return r * r + w;
}

export const inputs = [
  [2, 1],
  [0, 1],
];
