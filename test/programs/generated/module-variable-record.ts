/** A variable of the module that holds an object like an argument: what it holds may be the argument, the variable itself is no object. */
interface Point {
  x: number;
  y: number;
}

let latest: Point = { x: 0, y: 0 };
let best: number[] = [];

function remember(p: Point): Point {
  latest = { x: p.y * p.x, y: latest.x };
  return latest;
}

export function f(p: Point, xs: number[]): number {
  latest = { x: 0.2, y: 1 };
  best = [-1, 0.5];
  let total = 0;
  for (const x of xs) {
    const q = remember({ x, y: p.x });
    q.y += x * x;
    if (x > best[0]) best = [x, q.y];
    total += latest.y * p.y;
  }
  p.y = total;
  return total + latest.x + best[0] * best[1];
}

export const wrt = [0, 1];
export const inputs = [[{ x: 0.7, y: -1.2 }, [0.3, 1.4, -0.6]]];
