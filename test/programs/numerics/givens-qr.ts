type Rotation = readonly [c: number, s: number];

const givens = (a: number, b: number): Rotation => {
  if (b === 0) return [1, 0];
  if (Math.abs(b) > Math.abs(a)) {
    const t = -a / b;
    const s = 1 / Math.sqrt(1 + t * t);
    return [s * t, s];
  }
  const t = -b / a;
  const c = 1 / Math.sqrt(1 + t * t);
  return [c, c * t];
};

const rotateRows = (m: number[][], i: number, k: number, [c, s]: Rotation): void => {
  m[i].forEach((_, j) => {
    const t1 = m[i][j];
    const t2 = m[k][j];
    m[i][j] = c * t1 - s * t2;
    m[k][j] = s * t1 + c * t2;
  });
};

/** Absolute value of the determinant, and the leading entries of R. */
export function f(matrix: number[][]): number {
  const r = structuredClone(matrix);
  const n = r.length;
  let rotations = 0;
  for (let j = 0; j < n - 1; j++) {
    for (let i = n - 1; i > j; i--) {
      if (Math.abs(r[i][j]) < 1e-14) continue;
      rotateRows(r, i - 1, i, givens(r[i - 1][j], r[i][j]));
      rotations++;
    }
  }
  let logVolume = 0;
  for (let i = 0; i < n; i++) logVolume += Math.log(Math.abs(r[i][i]));
  return logVolume + r[0][n - 1] ** 2 + rotations;
}

export const wrt = 0;
export const inputs = [
  [[[2, 1, 0.3], [0.7, -1.5, 1], [1.1, 0.2, 3]]],
  [[[1, -2], [3, 0.5]]],
];
