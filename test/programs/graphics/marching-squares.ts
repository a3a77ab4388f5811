/** Length of an iso-line by marching squares over a field of metaballs; segments are joined by string keys. */
type Segment = { from: [number, number]; to: [number, number] };
interface Ball {
  x: number;
  y: number;
  strength: number;
}

// For each of the 16 cases the edges that are joined; edges are numbered clockwise from the top.
const CASES: ReadonlyArray<ReadonlyArray<readonly [number, number]>> = [
  [], [[3, 2]], [[2, 1]], [[3, 1]], [[0, 1]], [[0, 3], [1, 2]], [[0, 2]], [[0, 3]],
  [[0, 3]], [[0, 2]], [[0, 1], [2, 3]], [[0, 1]], [[3, 1]], [[2, 1]], [[3, 2]], [],
];

const field = (balls: readonly Ball[], x: number, y: number): number => {
  let v = 0;
  for (const { x: bx, y: by, strength } of balls) v += strength / ((x - bx) ** 2 + (y - by) ** 2 + 0.1);
  return v;
};

function* contour(values: number[][], iso: number): IterableIterator<Segment> {
  for (let j = 0; j + 1 < values.length; j++) {
    for (let i = 0; i + 1 < values[j].length; i++) {
      const [a, b, c, d] = [values[j][i], values[j][i + 1], values[j + 1][i + 1], values[j + 1][i]];
      const index = (a > iso ? 8 : 0) | (b > iso ? 4 : 0) | (c > iso ? 2 : 0) | (d > iso ? 1 : 0);
      const cut = (edge: number): [number, number] => {
        switch (edge) {
          case 0:
            return [i + (iso - a) / (b - a), j];
          case 1:
            return [i + 1, j + (iso - b) / (c - b)];
          case 2:
            return [i + (iso - d) / (c - d), j + 1];
          case 3:
            return [i, j + (iso - a) / (d - a)];
        }
        throw new Error("no such edge");
      };
      for (const [e0, e1] of CASES[index]) yield { from: cut(e0), to: cut(e1) };
    }
  }
}

export function f(balls: Ball[], iso: number): number {
  const values = Array.from({ length: 6 }, (_, j) => Array.from({ length: 6 }, (_, i) => field(balls, i, j)));
  let length = 0;
  const degree = new Map<string, number>();
  for (const { from, to } of contour(values, iso)) {
    length += Math.hypot(to[0] - from[0], to[1] - from[1]);
    const cell = `${Math.floor(from[0])},${Math.floor(from[1])}`;
    degree.set(cell, (degree.get(cell) ?? 0) + 1);
  }
  if (degree.size === 0) return 0;
  return length / degree.size;
}

export const wrt = [0, 1];
export const h = 5e-3;
export const inputs = [
  [[{ x: 2.2, y: 2.3, strength: 1.3 }, { x: 3.6, y: 3.1, strength: 0.8 }], 0.62],
  [[{ x: 1.2, y: 2.3, strength: 1.1 }], 40],
];
