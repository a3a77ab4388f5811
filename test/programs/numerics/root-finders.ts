type Fn = (x: number) => number;
interface RootOptions {
  readonly xtol?: number;
  readonly maxIterations?: number;
}

class ConvergenceError extends Error {
  constructor(
    readonly method: string,
    readonly iterations: number,
  ) {
    super(`${method} did not converge in ${iterations} iterations`);
    this.name = "ConvergenceError";
  }
}

function bisect(fn: Fn, a: number, b: number, { xtol = 1e-4, maxIterations = 100 }: RootOptions = {}): [number, number] {
  let [lo, hi] = [a, b];
  let flo = fn(lo);
  if (flo * fn(hi) > 0) throw new Error("root is not bracketed");
  let n = 0;
  while (hi - lo > xtol) {
    if (++n > maxIterations) throw new ConvergenceError("bisection", n);
    const mid = lo + (hi - lo) / 2;
    const fmid = fn(mid);
    if (fmid === 0) return [mid, mid];
    if (Math.sign(fmid) === Math.sign(flo)) {
      lo = mid;
      flo = fmid;
    } else hi = mid;
  }
  return [lo, hi];
}

function secant(fn: Fn, x0: number, x1: number, { xtol = 1e-14, maxIterations = 30 }: RootOptions = {}): number {
  let previous = { x: x0, y: fn(x0) };
  let current = { x: x1, y: fn(x1) };
  for (let i = 0; i < maxIterations; i++) {
    if (Math.abs(current.x - previous.x) < xtol || current.y === previous.y) return current.x;
    const x = current.x - (current.y * (current.x - previous.x)) / (current.y - previous.y);
    [previous, current] = [current, { x, y: fn(x) }];
  }
  throw new ConvergenceError("secant", maxIterations);
}

function newton(fn: Fn, derivative: Fn, start: number, options?: RootOptions): number {
  const { xtol = 1e-14, maxIterations = 50 } = options ?? {};
  let x = start;
  for (let i = 0; i < maxIterations; i++) {
    const step = fn(x) / derivative(x);
    x -= step;
    if (!Number.isFinite(x)) throw new RangeError("diverged");
    if (Math.abs(step) <= xtol * Math.max(1, Math.abs(x))) return x;
  }
  throw new ConvergenceError("newton", maxIterations);
}

/** Kepler's equation solved in three ways, from a bracket found by bisection. */
export function f(eccentricity: number, meanAnomaly: number, method: "newton" | "secant" | "bisection"): number {
  const kepler: Fn = (E) => E - eccentricity * Math.sin(E) - meanAnomaly;
  const [lo, hi] = bisect(kepler, meanAnomaly - 1, meanAnomaly + 1, { xtol: 0.1 });
  let E: number;
  if (method === "newton") E = newton(kepler, (x) => 1 - eccentricity * Math.cos(x), (lo + hi) / 2);
  else if (method === "secant") E = secant(kepler, lo, hi);
  else {
    const [l, r] = bisect(kepler, lo, hi, { xtol: 1e-3 });
    const fl = kepler(l);
    const fr = kepler(r);
    E = l - (fl * (r - l)) / (fr - fl);
  }
  return 2 * Math.atan2(Math.sqrt(1 + eccentricity) * Math.sin(E / 2), Math.sqrt(1 - eccentricity) * Math.cos(E / 2));
}

export const wrt = [0, 1];
export const h = 0.0002;
export const tolerance = 1e-6;
export const inputs = [
  [0.4, 1.2, "newton"],
  [0.3, 2.1, "secant"],
  [0.5, 0.7, "bisection"],
];
