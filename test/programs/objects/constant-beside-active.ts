type V = { x: number; y: number };
const ZERO: V = { x: 0, y: 1 };
const add = (a: V, b: V): V => ({ x: a.x + b.x, y: a.y + b.y });
export function f(x: number): number {
  const all: V[] = [ZERO, { x, y: 2 }];
  const first = x > 1 ? ZERO : all[1];
  let t = first;
  for (const v of all) t = add(t, v);
  const m = { x: 1, y: x }; m.x = x * 2;
  return t.x * t.y + m.x * m.y;
}
export const wrt = 0;
export const inputs = [[1.5], [0.3]];
