type P = { x: number; y: number };
const dist = (a: P, b: P): number => Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2);
export function f(xs: number[], scale: number): number {
  const ps: P[] = [];
  for (let i = 0; i < xs.length; i += 2) ps.push({ x: xs[i] * scale, y: xs[i + 1] });
  const D = ps.map((a) => ps.map((b) => dist(a, b)));
  let s = 0;
  for (let i = 0; i < D.length; i++) for (let j = 0; j < D.length; j++) s += Math.exp(-D[i][j] * 0.5) * (i + 2 * j + 1);
  return s;
}
export const wrt = [0, 1];
export const inputs = [[[0.5, 1.1, -0.7, 0.3, 2, 1], 1.3]];
