/** Solvers that give up with errors of their own, which carry what was found, options and a cause. */
class SolveError extends Error {
  constructor(
    readonly iterations: number,
    readonly best: number,
    options?: ErrorOptions,
  ) {
    super(`no convergence after ${iterations}`, options);
    this.name = "SolveError";
  }
}
function newton(g: (x: number) => number, dg: (x: number) => number, x0: number, maxIter = 20): number {
  let x = x0;
  for (let i = 0; i < maxIter; i++) {
    const d = dg(x);
    if (Math.abs(d) < 1e-8) throw new SolveError(i, x);
    const s = g(x) / d;
    x -= s;
    if (!Number.isFinite(x)) throw new RangeError("diverged");
    if (Math.abs(s) < 1e-13) return x;
  }
  throw new SolveError(maxIter, x, { cause: "slow" });
}
let solves = 0;
export const log: string[] = [];
export function f(x: number[]): number {
  let total = 0;
  for (const [i, v] of x.entries()) {
    try {
      solves++;
      const r = newton(
        (t) => t ** 3 - 2 * t - v,
        (t) => 3 * t * t - 2,
        i % 2 ? 2 : Math.sqrt(2 / 3),
        30,
      );
      total += r * v;
    } catch (e) {
      if (e instanceof SolveError) {
        total += e.best * v * e.iterations + 0.5 * v * v;
        if (e.iterations === 0) continue;
      } else if (e instanceof RangeError) total += v ** 3;
      else throw e;
    } finally {
      total *= 1.01;
    }
    total += 0.1;
  }
  return total;
}

export const wrt = 0;
export const inputs = [[[4.91, 5.2, 6.1, 3.3]], [[1.5, 4.4, 2.6, 5.7]]];
