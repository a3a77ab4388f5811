/** The user's numbers stay as they are to the bit: `x + 0` is not `x` for -0, nor `0 * x` zero for Infinity. */
export function f(x: number): number {
  const a = x * 1;
  const b = a + 0;
  const c = 0 * b;
  const d = 2 * 3 + c;
  const unused = Math.sin(x);
  return true ? d : unused;
}

export const inputs = [[-0], [2], [Infinity]];
