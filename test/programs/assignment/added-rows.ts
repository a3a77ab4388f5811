// Rows that f adds to its argument for its own use: the gradient has the rows that were given, at second order too.
function totals(rows: number[][]): number {
  const width = rows[0].length;
  const sums = (rows[rows.length] = new Array<number>(width));
  for (let k = 0; k < width; k++) {
    sums[k] = 0;
    for (let i = 0; i < rows.length - 1; i++) sums[k] += rows[i][k] ** 2 * (i + 1);
  }
  return rows[rows.length - 1].reduce((product, sum) => product * sum, 1);
}

function unused(rows: number[][]): number {
  rows[rows.length] = new Array(3);
  return rows[0][1];
}

export function f(rows: number[][]): number {
  return totals(rows) + Math.sin(unused(rows));
}
export const wrt = 0;
export const inputs = [
  [
    [
      [0.3, -1.2],
      [0.7, 0.4],
    ],
  ],
  [[[1.5, 0.2, -0.6]]],
];
