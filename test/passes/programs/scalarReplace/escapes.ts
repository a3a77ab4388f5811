/** A tuple read at constant indices goes away; an array read at an index that is not known stays. */
const divide = (a: number, b: number): [number, number] => [a / b, a % b];

export function f(x: number, i: number): number {
  const [quotient, rest] = divide(x, 3);
  const table = [quotient, rest, x];
  return table[i] * quotient;
}

export const inputs = [[7.5, 0], [7.5, 2]];
