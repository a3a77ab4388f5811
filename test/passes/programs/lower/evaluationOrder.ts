/** Operands are evaluated left to right, and an assignment inside an expression counts from there on. */
export function f(x: number): number {
  let a = x;
  const b = a + (a *= 2) + a;
  const c = a++ - --a;
  a -= b;
  a **= 2;
  return a > 0 && b > c ? a : -b;
}

export const inputs = [[2], [-1.5], [0]];
