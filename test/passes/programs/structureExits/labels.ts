export function f(m: number[][]): number {
  let s = 0;
  rows: for (let i = 0; i < m.length; i++) {
    for (let j = 0; j < m[i].length; j++) {
      if (m[i][j] < 0) continue rows;
      if (m[i][j] > 100) break rows;
      s += m[i][j];
    }
    s *= 2;
  }
  return s;
}

export const inputs = [[[[1, 2], [3, -1, 5], [7]]], [[[1], [200, 1], [3]]], [[]]];
