interface Point {
  x: number;
  y: number;
}

export function f(p: Point, m: number[][]): number {
  const q = { x: p.y, y: p.x };
  const [first, second] = [m[0], m[1]];
  first[0] += second[1] * q.x;
  q.y = first[0];
  const { x, y } = q;
  return x * y;
}

export const inputs = [[{ x: 2, y: 3 }, [[1, 2], [3, 4]]]];
