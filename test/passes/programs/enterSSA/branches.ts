export function f(x: number, y: number): number {
  let a = x;
  let b = y;
  if (x > y) {
    a = x * y;
  } else {
    b = a + 1;
  }
  return a * b;
}

export const inputs = [[1, 2], [2, 1]];
