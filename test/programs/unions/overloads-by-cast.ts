// The body of an overloaded function: one test, and casts for the other arguments.
interface Point {
  x: number;
  y: number;
}
function distance(a: number, b: number): number;
function distance(a: Point, b: Point): number;
function distance(a: number | Point, b: number | Point): number {
  if (typeof a === "number") return Math.abs(a - (b as number));
  const other = b as Point;
  return Math.hypot(a.x - other.x, a.y - other.y);
}

export function f(x: number): number {
  let sum = distance(x, 3) + distance({ x, y: 2 * x }, { x: 1, y: x ** 3 });
  for (let i = 0; i < 3; i++) sum += distance(x * i, -2) * distance({ x: i, y: x }, { x, y: -1 });
  return sum;
}
export const wrt = 0;
export const inputs = [[1.4], [-0.4]];
