class ConvergenceError extends Error {
  constructor(
    readonly best: number,
    readonly iterations: number,
  ) {
    super(`no convergence after ${iterations} iterations`);
    this.name = "ConvergenceError";
  }
}

class DomainError extends RangeError {}

type Fn = (x: number) => number;

function newton(g: Fn, dg: Fn, x0: number, maxIterations = 5): number {
  let x = x0;
  for (let i = 0; i < maxIterations; i++) {
    const slope = dg(x);
    if (Math.abs(slope) < 1e-8) throw new DomainError("flat");
    const step = g(x) / slope;
    x -= step;
    if (x < -50) throw new DomainError("left the domain");
    if (Math.abs(step) < 1e-13) return x;
  }
  throw new ConvergenceError(x, maxIterations);
}

function bisect(g: Fn, lo: number, hi: number): number {
  if (g(lo) * g(hi) > 0) throw new DomainError("no sign change");
  for (let i = 0; i < 4; i++) {
    const mid = (lo + hi) / 2;
    if (g(lo) * g(mid) <= 0) hi = mid;
    else lo = mid;
  }
  return lo - (g(lo) * (hi - lo)) / (g(hi) - g(lo));
}

function solve(g: Fn, dg: Fn, guesses: readonly number[]): number {
  const failures: unknown[] = [];
  for (const guess of guesses) {
    try {
      return newton(g, dg, guess);
    } catch (e) {
      if (e instanceof ConvergenceError && Math.abs(g(e.best)) < 0.05) return e.best;
      if (!(e instanceof DomainError) && !(e instanceof ConvergenceError)) throw e;
      failures.push(e);
    }
  }
  try {
    return bisect(g, -3, 3) + 0.01 * failures.length;
  } catch {
    return failures.length * g(0);
  }
}

export function f(a: number, b: number, start: number): number {
  const cubic = solve((x) => x ** 3 + a * x - b, (x) => 3 * x * x + a, [start, 1]);
  const exp = solve((x) => Math.exp(a * x) - b - 2, (x) => a * Math.exp(a * x), [start]);
  const none = solve((x) => x * x + b * b + 1, (x) => 2 * x, [0, 1]);
  return cubic * 2 + exp * exp + none;
}

export const wrt = [0, 1];
export const inputs = [
  [1.2, 0.7, 0.4],
  [0.8, 1.9, 0],
  [0.5, 0.3, -1.5],
];
