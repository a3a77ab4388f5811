/** Nothing active passes through `holds`, but what it calls is active elsewhere, and gives there what it threw. */
function checked(x: number): number {
  if (x > 1.2) throw new RangeError("far");
  return 0.3 - x * x;
}

function deep(x: number, n: number): number {
  if (n <= 0) return checked(x);
  return 0.5 * deep(x * 0.9, n - 1);
}

function attempt(run: () => number, other: number): number {
  try {
    return run();
  } catch {
    return other;
  }
}

/** How many of the first numbers are below. */
function holds(n: number): number {
  if (n <= 0) return 0;
  const isBelow = attempt(() => deep(n * 0.5, 1), 7) < 0.2;
  return holds(n - 1) + (isBelow ? 1 : 0);
}

export function f(x: number): number {
  let total = 0;
  for (let k = 0; k < 3; k++) total += attempt(() => deep(x * k, k), x * x);
  return total * (1 + holds(4)) + holds(2) * x;
}

export const wrt = 0;
export const inputs = [[0.4], [0.9], [1.5]];
