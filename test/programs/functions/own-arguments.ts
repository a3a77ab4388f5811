/** `arguments` of the marked function itself, and of one that it calls with more than its parameters. */
function sum(_first: number): number {
  let total = 0;
  for (let i = 0; i < arguments.length; i++) total += arguments[i] * (i + 1);
  return total;
}

export function f(x: number, y: number): number {
  const more = sum as (...values: number[]) => number;
  return arguments[0] * y + more(x, y, x * y);
}

export const wrt = [0, 1];
export const inputs = [[1.5, 0.7]];
