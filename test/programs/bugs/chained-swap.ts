export function f(x: number, y: number): number {
  let a = x;
  let b = (a = a * y);
  let c = (b = a = b * b);
  [a, b, c] = [b * x, c, a];
  const v = [a, b, c];
  [v[0], v[1]] = [v[1], v[0]];
  [v[2], v[v[0] > 0 ? 1 : 0]] = [v[1] * 2, v[2]];
  ({ p: a, q: [b] } = { p: b, q: [a] });
  return a * v[0] + b * v[1] + c * v[2];
}
export const wrt = [0, 1];
export const inputs = [[1.2, 0.7], [-1, 2]];
