/** A carried value that never changes, two that are always equal, and one that nobody reads. */
export function f(x: number, n: number): number {
  let same = x;
  let a = 1;
  let b = 1;
  let unread = 0;
  for (let i = 0; i < n; i++) {
    a = a * same;
    b = b * same;
    unread += a;
    if (n < 0) same = x;
  }
  return a + b;
}

export const inputs = [[2, 0], [2, 3]];
