/** A load from memory that the loop writes stays where it is. */
export function f(x: number[]): number {
  let s = 0;
  for (let i = 0; i < x.length; i++) {
    s += x[0] * x[i];
    x[0] = 0.5 * s;
  }
  return s;
}

export const inputs = [[[1, 2, 3]], [[]]];
