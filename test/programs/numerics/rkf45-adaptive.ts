interface StepResult {
  y: number[];
  error: number;
}
interface Options {
  readonly rtol?: number;
  readonly atol?: number;
  readonly hMin?: number;
  readonly maxSteps?: number;
}

const A = [[], [1 / 4], [3 / 32, 9 / 32], [1932 / 2197, -7200 / 2197, 7296 / 2197], [439 / 216, -8, 3680 / 513, -845 / 4104], [-8 / 27, 2, -3544 / 2565, 1859 / 4104, -11 / 40]];
const C = [0, 1 / 4, 3 / 8, 12 / 13, 1, 1 / 2];
const B5 = [16 / 135, 0, 6656 / 12825, 28561 / 56430, -9 / 50, 2 / 55];
const B4 = [25 / 216, 0, 1408 / 2565, 2197 / 4104, -1 / 5, 0];

type Field = (t: number, y: readonly number[]) => number[];

function step(field: Field, t: number, y: number[], h: number): StepResult {
  const k: number[][] = [];
  for (let s = 0; s < 6; s++) {
    const stage = y.map((v, j) => v + h * A[s].reduce((sum, a, m) => sum + a * k[m][j], 0));
    k.push(field(t + C[s] * h, stage));
  }
  const high = y.map((v, j) => v + h * B5.reduce((sum, b, s) => sum + b * k[s][j], 0));
  const low = y.map((v, j) => v + h * B4.reduce((sum, b, s) => sum + b * k[s][j], 0));
  return { y: high, error: Math.max(...high.map((v, j) => Math.abs(v - low[j]))) };
}

function integrate(field: Field, y0: number[], tEnd: number, options: Options = {}): { y: number[]; accepted: number; rejected: number } {
  const { rtol = 1e-4, atol = 1e-6, hMin = 1e-8, maxSteps = 500 } = options;
  let t = 0;
  let y = y0;
  let h = 0.5;
  let accepted = 0;
  let rejected = 0;
  while (t < tEnd) {
    if (accepted + rejected > maxSteps) throw new Error("too many steps");
    h = Math.min(h, tEnd - t);
    const { y: candidate, error } = step(field, t, y, h);
    const scale = atol + rtol * Math.max(...y.map(Math.abs));
    if (error <= scale) {
      t += h;
      y = candidate;
      accepted++;
      h *= 1.5;
    } else {
      rejected++;
      h *= 0.5;
      if (h < hMin) throw new Error(`step size underflow at t = ${t}`);
    }
  }
  return { y, accepted, rejected };
}

/** Van der Pol oscillator: a mix of both coordinates at the end. */
export function f(mu: number, y0: number[]): number {
  const { y, accepted } = integrate((_t, [x, v]) => [v, mu * (1 - x * x) * v - x], y0, 2);
  return accepted > 0 ? y[0] * y[1] + y[0] : NaN;
}

export const wrt = [0, 1];
export const h = 0.0005;
export const tolerance = 1e-7;
export const inputs = [
  [1.3, [2, 0]],
  [3, [0.5, -0.3]],
];
