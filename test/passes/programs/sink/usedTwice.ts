/** A value that both sides use stays before the branch. */
export function f(x: number, k: number): number {
  const e = Math.exp(x);
  const s = Math.sin(x);
  return x > k ? e * s : e;
}

export const inputs = [
  [1, 0],
  [1, 2],
];
