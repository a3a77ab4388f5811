const INVERSE_PHI = (Math.sqrt(5) - 1) / 2;

const minimize = (fn: (x: number) => number, lo: number, hi: number, iterations: number): { x: number; value: number } => {
  let a = lo;
  let b = hi;
  let c = b - INVERSE_PHI * (b - a);
  let d = a + INVERSE_PHI * (b - a);
  let fc = fn(c);
  let fd = fn(d);
  for (let i = 0; i < iterations; i++) {
    if (fc < fd) {
      b = d;
      [d, fd] = [c, fc];
      c = b - INVERSE_PHI * (b - a);
      fc = fn(c);
    } else {
      a = c;
      [c, fc] = [d, fd];
      d = a + INVERSE_PHI * (b - a);
      fd = fn(d);
    }
  }
  const x = (a + b) / 2;
  return { x, value: fn(x) };
};

/** Profile likelihood: the inner scale is minimized out, so the derivative is that of the outer parameter. */
export function f(mu: number, data: readonly number[]): number {
  const loss = (logScale: number): number =>
    data.reduce((sum, y) => sum + logScale + 0.5 * ((y - mu) / Math.exp(logScale)) ** 2, 0);
  const { x, value } = minimize(loss, -2, 2, 38);
  return value + 0 * x;
}

export const wrt = [0, 1];
export const h = 0.01;
export const tolerance = 1e-6;
export const inputs = [[0.3, [1, 0.2, -0.5, 0.9]]];
