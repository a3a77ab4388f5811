// marker: jvp
/** The linear program in place; where a partial may be infinite, a zero tangent contributes zero. */
export function f(x: number, w: number): number {
  const y = x > 0 ? x : 0;
  return w * Math.sqrt(y) + x * w;
}

export const inputs = [
  [2, 3],
  [-1, 3],
];
