const norm = (v: number[]): number => Math.sqrt(v.reduce((s, x) => s + x * x, 0));
const axpy = (a: number, x: number[], y: number[]): number[] => y.map((yi, i) => yi + a * x[i]);

/** GMRES without restart: Arnoldi, and Givens rotations of the Hessenberg matrix. */
function gmres(matVec: (v: number[]) => number[], b: number[], tol = 1e-12): number[] {
  const n = b.length;
  const beta = norm(b);
  if (beta === 0) return b.map(() => 0);
  const basis: number[][] = [b.map((v) => v / beta)];
  const h: number[][] = [];
  const cs: number[] = [];
  const sn: number[] = [];
  const g = [beta];
  let k = 0;
  for (; k < n; k++) {
    let w = matVec(basis[k]);
    const column: number[] = [];
    for (const q of basis) {
      const hij = w.reduce((s, v, i) => s + v * q[i], 0);
      column.push(hij);
      w = axpy(-hij, q, w);
    }
    const last = norm(w);
    for (let i = 0; i < k; i++) {
      const t = cs[i] * column[i] + sn[i] * column[i + 1];
      column[i + 1] = -sn[i] * column[i] + cs[i] * column[i + 1];
      column[i] = t;
    }
    const radius = Math.hypot(column[k], last);
    cs.push(column[k] / radius);
    sn.push(last / radius);
    column[k] = radius;
    h.push(column);
    g.push(-sn[k] * g[k]);
    g[k] *= cs[k];
    if (Math.abs(g[k + 1]) < tol) {
      k++;
      break;
    }
    basis.push(w.map((v) => v / last));
  }
  const y = new Array<number>(k);
  for (let i = k - 1; i >= 0; i--) {
    let s = g[i];
    for (let j = i + 1; j < k; j++) s -= h[j][i] * y[j];
    y[i] = s / h[i][i];
  }
  return y.reduce((x, yi, i) => axpy(yi, basis[i], x), b.map(() => 0));
}

export function f(a: number[][], b: number[]): number {
  const x = gmres((v) => a.map((row) => row.reduce((s, aij, j) => s + aij * v[j], 0)), b);
  return x.reduce((s, v, i) => s + v * Math.sin(i + 1), 0);
}

export const wrt = [0, 1];
export const h = 0.002;
export const tolerance = 1e-6;
export const inputs = [
  [[[4, 1, 0], [0.5, 3, 1], [0.2, 0.1, 2]], [1, 0.5, -1]],
  [[[2, 0.3], [-0.4, 1]], [1, 2]],
];
