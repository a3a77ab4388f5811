const minor = (m: number[][], col: number): number[][] => m.slice(1).map((row) => row.filter((_, j) => j !== col));

function det(m: number[][]): number {
  switch (m.length) {
    case 0:
      return 1;
    case 1:
      return m[0][0];
    case 2: {
      const [[a, b], [c, d]] = m;
      return a * d - b * c;
    }
    default:
      return m[0].reduce((sum, v, j) => sum + (j % 2 ? -1 : 1) * v * det(minor(m, j)), 0);
  }
}

/** Cramer's rule. */
export function f(a: number[][], b: number[]): number {
  const d = det(a);
  const x = a.map((_, j) => det(a.map((row, i) => row.map((v, k) => (k === j ? b[i] : v)))) / d);
  return x.reduce((s, v) => s + Math.exp(-v), 0);
}

export const wrt = [0, 1];
export const inputs = [
  [[[2, 1, 0.3], [0.4, -3, 1], [1, 0.2, 2]], [1, 2, 3]],
  [[[1, 0, 2, 0.1], [0.3, 2, 0, 1], [0, 0.5, 3, 0.2], [1, 0, 0.4, 2]], [1, -1, 0.5, 2]],
];
