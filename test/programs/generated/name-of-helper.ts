/** A function with the name of a helper of the runtime: no variable may hide the helper's other name. */
function deep(x: number, n: number): number {
  if (n > 0) return 0.5 * deep(x * 0.9, n - 1);
  if (x > 0.2) throw new RangeError("bound");
  return x * x;
}

function attempt(run: () => number, other: number): number {
  try {
    return run();
  } catch (error) {
    if (error instanceof RangeError) return 0.7 * other;
    return other;
  }
}

export function f(x: number, y: number): number {
  let total = 0.5;
  try {
    console.log("at", total);
    if (attempt(() => deep(x, 2), y) < 0.1) throw new RangeError("far");
    console.log("value", total);
    total += attempt(() => deep(y, 1), x);
  } catch {
    total -= 0.3 * x * y;
  }
  return total * x + y;
}

export const wrt = [0, 1];
export const inputs = [
  [0.9, 0.7],
  [0.3, 0.1],
  [0.1, 2],
];
