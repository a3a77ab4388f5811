interface Circle {
  cx: number;
  cy: number;
  r: number;
}
type Pt = readonly [number, number];

/** Cramer's rule for symmetric 3×3 systems. */
function solve3(a: readonly number[][], b: readonly number[]): [number, number, number] {
  const det = (m: readonly (readonly number[])[]): number =>
    m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0]) + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
  const d = det(a);
  if (Math.abs(d) < 1e-14) throw new Error("singular normal equations");
  const [x, y, z] = [0, 1, 2].map((c) => det(a.map((row, i) => row.map((v, j) => (j === c ? b[i] : v)))) / d);
  return [x, y, z];
}

const gaussNewton = (points: readonly Pt[], initial: Circle, steps: number): Circle => {
  let { cx, cy, r } = initial;
  for (let s = 0; s < steps; s++) {
    const normal = [[0, 0, 0], [0, 0, 0], [0, 0, 0]];
    const rhs = [0, 0, 0];
    for (const [x, y] of points) {
      const d = Math.hypot(x - cx, y - cy);
      const residual = d - r;
      const row = [(cx - x) / d, (cy - y) / d, -1];
      row.forEach((ri, i) => {
        rhs[i] -= ri * residual;
        row.forEach((rj, j) => (normal[i][j] += ri * rj));
      });
    }
    const [dx, dy, dr] = solve3(normal, rhs);
    cx += dx;
    cy += dy;
    r += dr;
    if (Math.max(Math.abs(dx), Math.abs(dy), Math.abs(dr)) < 1e-14) break;
  }
  return { cx, cy, r };
};

export function f(points: [number, number][], guess: Circle = { cx: 0, cy: 0, r: 1 }): number {
  const { cx, cy, r } = gaussNewton(points, guess, 8);
  return Math.PI * r ** 2 + cx * cy;
}

export const wrt = 0;
export const h = 0.002;
export const tolerance = 1e-7;
export const inputs = [
  [[[1, 0.1], [0.2, 1.1], [-0.9, 0], [0.1, -1.2]]],
  [[[3, 1], [2.1, 2.2], [0.8, 1.1], [2, 0]], { cx: 2, cy: 1, r: 1.1 }],
];
