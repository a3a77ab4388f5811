interface Factorization {
  readonly lu: number[][];
  readonly permutation: number[];
  readonly sign: 1 | -1;
}

/** Doolittle LU with partial pivoting; rows are swapped by reference. */
function luDecompose(matrix: readonly (readonly number[])[]): Factorization {
  const n = matrix.length;
  const lu = matrix.map((row) => [...row]);
  const permutation = Array.from({ length: n }, (_, i) => i);
  let sign: 1 | -1 = 1;
  for (let k = 0; k < n; k++) {
    let p = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(lu[i][k]) > Math.abs(lu[p][k])) p = i;
    if (Math.abs(lu[p][k]) < 1e-12) throw new Error(`matrix is singular at column ${k}`);
    if (p !== k) {
      [lu[k], lu[p]] = [lu[p], lu[k]];
      [permutation[k], permutation[p]] = [permutation[p], permutation[k]];
      sign = sign === 1 ? -1 : 1;
    }
    for (let i = k + 1; i < n; i++) {
      const factor = (lu[i][k] /= lu[k][k]);
      for (let j = k + 1; j < n; j++) lu[i][j] -= factor * lu[k][j];
    }
  }
  return { lu, permutation, sign };
}

function solve({ lu, permutation }: Factorization, b: readonly number[]): number[] {
  const n = lu.length;
  const x = permutation.map((p) => b[p]);
  for (let i = 1; i < n; i++) for (let j = 0; j < i; j++) x[i] -= lu[i][j] * x[j];
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j < n; j++) x[i] -= lu[i][j] * x[j];
    x[i] /= lu[i][i];
  }
  return x;
}

const determinant = ({ lu, sign }: Factorization): number => lu.reduce((product, row, i) => product * row[i], sign as number);

export function f(a: number[][], b: number[]): number {
  if (a.some((row) => row.length !== a.length)) throw new RangeError("square matrix expected");
  const factorization = luDecompose(a);
  const x = solve(factorization, b);
  return x.reduce((sum, v) => sum + v * v, 0) + Math.log(Math.abs(determinant(factorization)));
}

export const wrt = [0, 1];
export const inputs = [
  [[[0.1, 2, -1], [4, 1, 0.5], [1, -3, 2]], [1, 2, -0.5]],
  [[[3, 1], [-0.4, 2]], [0.3, 0.9]],
  [[[1, 2], [2, 4]], [1, 1]],
  [[[1, 2, 3], [2, 4]], [1, 1]],
];
