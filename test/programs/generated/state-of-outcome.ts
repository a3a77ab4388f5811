/** A recursion that is caught is lowered twice, and only one of the two is called: the state that it reads was written before. */
const note = { sum: 0 };

function checked(x: number): number {
  if (x > 1) throw new RangeError("bound");
  return 0.25 * x * x;
}

function deep(x: number, n: number): number {
  if (n <= 0) return checked(x);
  try {
    return 0.5 * deep(x * 0.9, n - 1);
  } finally {
    note.sum += 0.1 * x;
  }
}

export function f(a: number): number {
  let total = 0.5;
  note.sum = a;
  try {
    total += deep(a, 2);
  } catch (error) {
    total += a * note.sum;
  }
  return total + note.sum * note.sum;
}

export const wrt = 0;
export const inputs = [[0.88], [1.7]];
