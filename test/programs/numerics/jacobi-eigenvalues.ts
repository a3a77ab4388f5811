interface Options {
  tolerance?: number;
  maxSweeps?: number;
}

/** Eigenvalues of a symmetric matrix, by cyclic Jacobi rotations. */
function jacobiEigenvalues(input: number[][], { tolerance = 1e-20, maxSweeps = 30 }: Options = {}): number[] {
  const a = input.map((row) => row.slice());
  const n = a.length;
  for (let sweep = 0; sweep < maxSweeps; sweep++) {
    let off = 0;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) off += a[p][q] * a[p][q];
    if (off < tolerance) break;
    for (let p = 0; p < n - 1; p++) {
      for (let q = p + 1; q < n; q++) {
        if (a[p][q] === 0) continue;
        const theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        const t = Math.sign(theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        const s = t * c;
        for (let k = 0; k < n; k++) {
          const akp = a[k][p];
          const akq = a[k][q];
          a[k][p] = c * akp - s * akq;
          a[k][q] = s * akp + c * akq;
        }
        for (let k = 0; k < n; k++) {
          const apk = a[p][k];
          const aqk = a[q][k];
          a[p][k] = c * apk - s * aqk;
          a[q][k] = s * apk + c * aqk;
        }
      }
    }
  }
  return a.map((row, i) => row[i]).sort((x, y) => y - x);
}

/** Log of the spectral condition number of (M + M') / 2 + I. */
export function f(m: number[][], options?: Options): number {
  const symmetric = m.map((row, i) => row.map((v, j) => (v + m[j][i]) / 2 + (i === j ? 1 : 0)));
  const values = jacobiEigenvalues(symmetric, options);
  return Math.log(values[0] / values[values.length - 1]) + values.at(1)!;
}

export const wrt = 0;
export const h = 0.01;
export const inputs = [
  [[[4, 1, 0.5], [0.8, 3, -0.2], [0.1, 0.6, 2]]],
  [[[2, 0.3], [0.5, 1]], { tolerance: 1e-24 }],
];
