// Second derivatives through recursive functions: what one call keeps for its reverse half, it keeps only where it came by.
import { grad, hvp } from "cotangent";
import { same } from "./_same.js";

export { results } from "./_same.js";

function walk(rows: number[][], depth: number): number {
  if (depth > 2) return 0.3;
  const rest = walk(rows, depth + 1);
  return rows[0][depth] * rows[1][depth] + rest;
}

/** What the recursion gives is not used: its tangents and cotangents are constant. */
function unused(rows: number[][]): number {
  walk(rows, 1);
  return rows[0][0] * rows[0][1];
}

const weighted =
  (gradient: (rows: number[][]) => number[][]) =>
  (rows: number[][]): number => {
    let sum = 0;
    const g = gradient(rows);
    for (let i = 0; i < g.length; i++) for (let j = 0; j < g[i].length; j++) sum += g[i][j] * (1 + i + j);
    return sum;
  };

const rows = (): number[][] => [
  [1, 2, 3],
  [4, 5, 6],
];
const along = (): number[][] => [
  [1, 0, 2],
  [0, 3, 0],
];

same("unused: product", hvp(unused)(rows(), along()), [
  [0, 1, 0],
  [0, 0, 0],
]);
same("unused: gradient of the gradient", grad((x: number[][]) => weighted(grad(unused))(x))(rows()), [
  [2, 1, 0],
  [0, 0, 0],
]);

const used = (x: number[][]): number => walk(x, 1);
same("used: product", hvp(used)(rows(), along()), [
  [0, 3, 0],
  [0, 0, 2],
]);
same("used: gradient of the gradient", grad((x: number[][]) => weighted(grad(used))(x))(rows()), [
  [0, 3, 4],
  [0, 2, 3],
]);
