// svd-js: the singular values of a matrix by Golub and Reinsch's iteration, in the package's own JavaScript.
import { SVD } from "svd-js";

export function f(a: number, b: number): number {
  const matrix = [
    [2 + a, b, 0.3],
    [b * a, 1.5, -0.4],
    [0.1, a, 1 + b],
  ];
  const values = SVD(matrix, false, false).q.slice().sort((x: number, y: number) => y - x);
  return values[0] / values[2] + values[1];
}
export const wrt = [0, 1];
export const inputs = [[0.5, 0.7]];
export const tolerance = 1e-7;
