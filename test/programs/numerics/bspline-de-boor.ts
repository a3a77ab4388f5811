interface Spline {
  readonly degree: number;
  readonly knots: readonly number[];
  readonly control: readonly (readonly number[])[];
}

function findSpan({ degree, knots, control }: Spline, t: number): number {
  const last = control.length - 1;
  if (t >= knots[last + 1]) return last;
  return knots.findIndex((_, i) => i >= degree && t >= knots[i] && t < knots[i + 1]);
}

function deBoor(spline: Spline, t: number): number[] {
  const { degree: p, knots, control } = spline;
  const k = findSpan(spline, t);
  if (k < 0) throw new RangeError(`t = ${t} is outside`);
  const d = control.slice(k - p, k + 1).map((point) => [...point]);
  for (let r = 1; r <= p; r++) {
    for (let j = p; j >= r; j--) {
      const left = knots[j + k - p];
      const alpha = (t - left) / (knots[j + 1 + k - r] - left);
      d[j] = d[j].map((v, axis) => (1 - alpha) * d[j - 1][axis] + alpha * v);
    }
  }
  return d[p];
}

/** Length of the sampled curve. */
export function f(control: [number, number][], ts: readonly number[]): number {
  const spline: Spline = { degree: 2, knots: [0, 0, 0, 1, 2, 2, 2], control };
  let length = 0;
  let previous: number[] | undefined;
  for (const t of ts) {
    const point = deBoor(spline, t);
    if (previous) {
      const [px, py] = previous;
      length += Math.hypot(point[0] - px, point[1] - py);
    }
    previous = point;
  }
  return length;
}

export const wrt = [0, 1];
export const h = 0.01;
export const inputs = [
  [[[0, 0], [1, 2], [2.5, 1], [3, -1]], [0.2, 0.8, 1.3, 1.9]],
  [[[0, 0], [1, 2], [2.5, 1], [3, -1]], [0.1, -1, 0.5]],
];
