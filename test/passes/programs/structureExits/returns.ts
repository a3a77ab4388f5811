/** Where a branch always leaves, the rest moves into the other branch; only a loop that may return needs a flag. */
export function f(x: number[]): number {
  if (x.length === 0) return 0;
  let p = 1;
  for (let i = 0; i < x.length; i++) {
    if (x[i] < 0) return -p;
    p *= x[i];
  }
  return p;
}

export const inputs = [[[]], [[2, 3]], [[2, -1, 3]]];
