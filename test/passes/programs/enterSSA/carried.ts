/** Only what the body assigns and the loop saw before is carried; a local of the body is not. */
export function f(x: number, n: number): number {
  let a = x;
  let b = 1;
  const c = 2 * x;
  for (let i = 0; i < n; i++) {
    const t = a;
    a = b * c;
    b = t;
  }
  return a + b;
}

export const inputs = [[2, 0], [2, 5]];
