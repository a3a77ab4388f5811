/** Position from orbital elements: Kepler's equation by Newton, with a bisection fallback; the Lambert-like miss. */
interface Elements {
  a: number;
  e: number;
  omega: number;
  m0: number;
}
class ConvergenceError extends Error {
  constructor(
    message: string,
    readonly last: number,
  ) {
    super(message);
  }
}

function newton(M: number, e: number, maxIterations = 12): number {
  let E = e > 0.8 ? Math.PI : M;
  for (let i = 0; i < maxIterations; i++) {
    const delta = (E - e * Math.sin(E) - M) / (1 - e * Math.cos(E));
    E -= delta;
    if (Math.abs(delta) < 1e-14) return E;
  }
  throw new ConvergenceError("Newton did not converge", E);
}

function eccentricAnomaly(M: number, e: number, maxIterations?: number): number {
  const tau = 2 * Math.PI;
  const turns = Math.floor(M / tau);
  const reduced = M - turns * tau;
  try {
    return newton(reduced, e, maxIterations);
  } catch (error) {
    if (!(error instanceof ConvergenceError)) throw error;
    // A few more fixed-point steps from where it stopped.
    let E = error.last;
    for (let k = 0; k < 40; k++) E = reduced + e * Math.sin(E);
    return E;
  }
}

export function f(elements: Elements, times: number[], maxIterations?: number): number {
  const { a, e, omega, m0 } = elements;
  if (e < 0 || e >= 1) throw new RangeError("not an ellipse");
  const n = Math.sqrt(1 / a ** 3);
  let sum = 0;
  for (const t of times) {
    const E = eccentricAnomaly(m0 + n * t, e, maxIterations);
    const nu = 2 * Math.atan2(Math.sqrt(1 + e) * Math.sin(E / 2), Math.sqrt(1 - e) * Math.cos(E / 2));
    const r = a * (1 - e * Math.cos(E));
    sum += r * Math.cos(nu + omega) + 0.5 * r * Math.sin(nu + omega);
  }
  return sum;
}

export const wrt = 0;
export const inputs = [
  [{ a: 1.3, e: 0.3, omega: 0.4, m0: 0.2 }, [0.5, 3, 9]],
  [{ a: 0.9, e: 0.4, omega: 1.2, m0: 1 }, [0.3], 2],
  [{ a: 0.9, e: 1.4, omega: 1.2, m0: 1 }, [0.3]],
];
export const tolerance = 1e-8;
