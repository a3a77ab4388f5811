/** De Casteljau on a patch of control points; the area of its tessellation and the arc length of its rim. */
type Point = { x: number; y: number; z: number };

const lerp = (a: Point, b: Point, t: number): Point => ({
  x: a.x + (b.x - a.x) * t,
  y: a.y + (b.y - a.y) * t,
  z: a.z + (b.z - a.z) * t,
});

function casteljau(points: readonly Point[], t: number): Point {
  const work = [...points];
  for (let n = work.length - 1; n > 0; n--) {
    for (let i = 0; i < n; i++) work[i] = lerp(work[i], work[i + 1], t);
  }
  return work[0];
}

function* grid(n: number): Generator<[number, number]> {
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) yield [i, j];
}

const cross = (a: Point, b: Point): Point => ({
  x: a.y * b.z - a.z * b.y,
  y: a.z * b.x - a.x * b.z,
  z: a.x * b.y - a.y * b.x,
});
const minus = (a: Point, b: Point): Point => ({ x: a.x - b.x, y: a.y - b.y, z: a.z - b.z });
const norm = ({ x, y, z }: Point): number => Math.hypot(x, y, z);

export function f(control: Point[][]): number {
  const n = 3;
  const evaluate = (u: number, v: number): Point => casteljau(control.map((row) => casteljau(row, u)), v);
  const samples = Array.from({ length: n + 1 }, (_, i) =>
    Array.from({ length: n + 1 }, (_, j) => evaluate(i / n, j / n)),
  );
  let area = 0;
  for (const [i, j] of grid(n)) {
    const [a, b, c, d] = [samples[i][j], samples[i + 1][j], samples[i][j + 1], samples[i + 1][j + 1]];
    area += 0.5 * norm(cross(minus(b, a), minus(c, a)));
    area += 0.5 * norm(cross(minus(b, d), minus(c, d)));
  }
  const rim = samples.map((row) => row[0]);
  let length = 0;
  for (let i = 1; i < rim.length; i++) length += norm(minus(rim[i], rim[i - 1]));
  return area + 0.1 * length;
}

export const wrt = 0;
export const inputs = [
  [
    [
      [{ x: 0, y: 0, z: 0.1 }, { x: 1, y: 0.1, z: 0.4 }, { x: 2, y: 0, z: 0 }],
      [{ x: 0.1, y: 1, z: 0.5 }, { x: 1.1, y: 1, z: 1 }, { x: 2, y: 0.9, z: 0.3 }],
      [{ x: 0, y: 2, z: 0.2 }, { x: 0.9, y: 2.1, z: 0.6 }, { x: 2.1, y: 2, z: -0.2 }],
    ],
  ],
];
