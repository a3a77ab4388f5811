/** A function with the name of a helper of the runtime: neither the helper's other name nor a variable may hide the other one. */
class Failure extends Error {
  constructor(
    message: string,
    readonly amount: number,
  ) {
    super(message);
  }
}

function deep(x: number, n: number): number {
  if (n > 0) return 0.5 * deep(x * 0.9, n - 1);
  if (x > 0.2) throw new Failure("bound", x * x);
  return x;
}

function attempt(run: () => number, other: number): number {
  try {
    return run();
  } catch (error) {
    return error instanceof Failure ? error.amount * other : other;
  }
}

export function f(x: number, y: number): number {
  let total = 0.5;
  try {
    console.log("at", total);
    if (attempt(() => deep(x, 2), y) < 0.1) throw new Failure("far", x * y);
    console.log("value", total);
    total += attempt(() => deep(y, 1), x);
  } catch (error) {
    if (error instanceof Failure) total -= 0.3 * error.amount;
  }
  return total * x + y;
}

export const wrt = [0, 1];
export const inputs = [
  [0.9, 0.7],
  [0.3, 0.1],
  [0.1, 2],
];
