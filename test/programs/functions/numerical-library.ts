/** A small numerical library in functional style: quadrature, roots, minima and differential equations take functions. */
type R1 = (x: number) => number;
interface Options {
  tol?: number;
  maxIter?: number;
}

const integrate = (fn: R1, a: number, b: number, n = 8): number => {
  const h = (b - a) / n;
  let s = fn(a) + fn(b);
  for (let i = 1; i < n; i++) s += (i % 2 ? 4 : 2) * fn(a + i * h);
  return (s * h) / 3;
};

function newton(fn: R1, df: R1, x0: number, { tol = 1e-12, maxIter = 30 }: Options = {}): number {
  let x = x0;
  for (let i = 0; i < maxIter; i++) {
    const step = fn(x) / df(x);
    x -= step;
    if (Math.abs(step) < tol) break;
  }
  return x;
}

const rk4 =
  (rhs: (t: number, y: number[]) => number[]) =>
  (y: number[], t: number, h: number): number[] => {
    const axpy = (k: number[], c: number) => y.map((v, i) => v + c * k[i]!);
    const k1 = rhs(t, y);
    const k2 = rhs(t + h / 2, axpy(k1, h / 2));
    const k3 = rhs(t + h / 2, axpy(k2, h / 2));
    const k4 = rhs(t + h, axpy(k3, h));
    return y.map((v, i) => v + (h / 6) * (k1[i]! + 2 * k2[i]! + 2 * k3[i]! + k4[i]!));
  };

const derivative = (fn: R1, h = 1e-3): R1 => (x) => (fn(x + h) - fn(x - h)) / (2 * h);

export function f(p: { mass: number; k: number }, start: number): number {
  const { mass, k } = p;
  const energy = integrate((x) => k * x * Math.exp(-mass * x), 0, start);
  const root = newton((x) => x * x * x - k, (x) => 3 * x * x, 1 + 0.1 * mass, { maxIter: 50 });
  const step = rk4((t, [x, v]) => [v!, -(k / mass) * x! + Math.sin(t)]);
  let y = [start, 0];
  for (let t = 0; t < 0.5; t += 0.125) y = step(y, t, 0.125);
  return energy + root + y[0]! * y[1]! + derivative((x) => Math.sin(k * x))(start);
}

export const wrt = [0, 1];
export const inputs = [[{ mass: 1.5, k: 2.2 }, 0.8]];
