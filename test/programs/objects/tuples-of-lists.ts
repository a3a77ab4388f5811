/** Tuples with lists and objects in them, filled, lengthened and shortened. */
type Pair = [number[], { w: number; on: boolean }];
interface Model {
  pair: Pair;
  rows: number[][];
  label: string;
}

function normalize(m: Model, k: number): number {
  const row = m.pair[0].map((v) => v * k);
  m.rows.fill(row, 1);
  m.pair[0].push(k * m.pair[1].w);
  m.rows[0][0] *= 2;
  return row.length;
}

export function f(m: Model, k: number): number {
  const n = normalize(m, k);
  const grid: [number, number][] = Array.from({ length: n }, (_, i) => [m.pair[0][i], k]);
  let s = m.label.length * k;
  for (const [a, b] of grid) s += a * b;
  for (const row of m.rows) for (const v of row) s += v * v;
  for (let i = 0; i < m.pair[0].length; i++) s += m.pair[0][i] * m.label.length;
  return s + (m.pair[1].on ? m.pair[1].w ** 2 : 0);
}

export const wrt = [0, 1];
export const inputs = [
  [{ pair: [[0.5, -0.7], { w: 1.5, on: true }], rows: [[1, 2], [3], [4, 5]], label: "ab" }, 0.8],
];
