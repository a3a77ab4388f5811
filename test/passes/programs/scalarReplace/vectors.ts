interface Vector {
  x: number;
  y: number;
}

const add = (a: Vector, b: Vector): Vector => ({ x: a.x + b.x, y: a.y + b.y });
const scale = (a: Vector, s: number): Vector => ({ x: a.x * s, y: a.y * s });

/** Records that do not leave the function become numbers, also where a loop carries them. */
export function f(t: number): number {
  let p = { x: 0, y: 1 };
  for (let i = 0; i < 10; i++) p = add(p, scale({ x: p.y, y: -p.x }, t));
  return p.x;
}

export const inputs = [[0.1]];
