/** The length in the condition does not change in the loop, nor does the row of the inner one. */
export function f(rows: number[][], k: number): number {
  let s = 0;
  for (let i = 0; i < rows.length; i++) {
    for (let j = 0; j < rows[i].length; j++) s += rows[i][j] * Math.exp(k);
  }
  return s;
}

export const inputs = [
  [[[1, 2], [3]], 0.5],
  [[], 1],
];
