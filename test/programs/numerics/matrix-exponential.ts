namespace Mat {
  export type M = number[][];
  export const eye = (n: number): M => Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => +(i === j)));
  export const mul = (a: M, b: M): M => a.map((row) => b[0].map((_, j) => row.reduce((s, v, k) => s + v * b[k][j], 0)));
  export const add = (a: M, b: M): M => a.map((row, i) => row.map((v, j) => v + b[i][j]));
  export const scale = (a: M, k: number): M => a.map((row) => row.map((v) => v * k));
  export const norm1 = (a: M): number => Math.max(...a[0].map((_, j) => a.reduce((s, row) => s + Math.abs(row[j]), 0)));
}

/** Scaling and squaring with a Taylor series. */
function expm(a: Mat.M, terms = 14): Mat.M {
  const squarings = Math.max(0, Math.ceil(Math.log2(Mat.norm1(a))) + 2);
  const x = Mat.scale(a, 2 ** -squarings);
  let term = Mat.eye(a.length);
  let result = term;
  for (let k = 1; k <= terms; k++) {
    term = Mat.scale(Mat.mul(term, x), 1 / k);
    result = Mat.add(result, term);
  }
  for (let s = squarings; s > 0; s--) result = Mat.mul(result, result);
  return result;
}

/** Probability of state 2 at time t of a continuous Markov chain, given the rates. */
export function f(rates: Record<string, number>, t: number): number {
  const { ab = 0, ba = 0, bc = 0 } = rates;
  const q: Mat.M = [
    [-ab, ab, 0],
    [ba, -ba - bc, bc],
    [0, 0, 0],
  ];
  const p = expm(Mat.scale(q, t));
  return Math.log(p[0][2]);
}

export const wrt = [0, 1];
export const tolerance = 1e-8;
export const inputs = [
  [{ ab: 0.7, ba: 0.4, bc: 1.1 }, 1.3],
  [{ ab: 2.3, ba: 0.9, bc: 0.6 }, 0.9],
];
