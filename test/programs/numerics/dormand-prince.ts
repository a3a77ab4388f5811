/** Adaptive steps of Dormand and Prince with its ragged table of constants, as a generator of states. */
type State = readonly number[];
type Rhs = (t: number, y: State) => State;
interface Options {
  readonly rtol?: number;
  readonly atol?: number;
  h0?: number;
  readonly events?: readonly ((t: number, y: State) => number)[];
}
interface Step {
  t: number;
  y: State;
}
const C = [0, 1 / 5, 3 / 10, 4 / 5, 8 / 9, 1, 1] as const;
const A = [
  [],
  [1 / 5],
  [3 / 40, 9 / 40],
  [44 / 45, -56 / 15, 32 / 9],
  [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
  [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
  [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
] as const;
const E5 = [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40] as const;
export function* dopri(
  f: Rhs,
  t0: number,
  y0: State,
  t1: number,
  { rtol = 1e-4, atol = 1e-6, h0 = 0.1 }: Options = {},
): Generator<Step> {
  let t = t0,
    y = y0,
    h = h0,
    rejected = 0;
  let k1 = f(t, y);
  while (t < t1 - 1e-12) {
    h = Math.min(h, t1 - t);
    const ks: State[] = [k1];
    let yn: State = y;
    for (let s = 1; s < 7; s++) {
      yn = y.map((v, i) => v + h * A[s]!.reduce((acc: number, a, j) => acc + a * ks[j]![i]!, 0));
      ks.push(f(t + C[s]! * h, yn));
    }
    const err = Math.sqrt(
      y.reduce((acc, v, i) => {
        const e = h * E5.reduce((u, c, j) => u + c * ks[j]![i]!, 0);
        const sc = atol + rtol * Math.max(Math.abs(v), Math.abs(yn[i]!));
        return acc + (e / sc) ** 2;
      }, 0) / y.length,
    );
    if (err <= 1) {
      t += h;
      y = yn;
      k1 = ks[6]!;
      yield { t, y };
    } else rejected++;
    h *= Math.min(5, Math.max(0.2, 0.9 * err ** -0.2));
  }
  console.assert(rejected < 50);
}
export function f(p: number[]): number {
  const [mu, y0, k] = p as [number, number, number];
  const it = dopri((t, [a, b]) => [b!, mu * (1 - a! * a!) * b! - k * a! + 0.1 * Math.sin(t)], 0, [y0, 0], 2);
  let last: Step | undefined,
    n = 0,
    energy = 0;
  for (const step of it) {
    last = step;
    n++;
    energy += step.y[0]! ** 2 * 0.01;
  }
  return last!.y[0]! * last!.y[1]! + energy + n;
}

export const wrt = 0;
export const inputs = [[[1.31, 1.2, 1.1]], [[0.5, -0.4, 1.6]]];
