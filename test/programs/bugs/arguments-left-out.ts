interface Opt { w: number; b?: number }
export function f(x: number[], y?: number[], o?: Opt, z?: number): number {
  let s = 0;
  for (const v of x) s += v * v;
  if (y) { y.push(x[0]); for (const v of y) s += v * v * v; }
  if (o !== undefined) s += o.w * x[0] + (o.b ?? 1) * x[1];
  return s + (z ?? 2) * x[0];
}
export const wrt = [0, 1, 2];
export const inputs = [[[0.5, 1.5, -2]], [[0.5, 1.5, -2], [3]], [[0.5, 1.5, -2], undefined, { w: 2 }], [[0.5, 1.5, -2], undefined, { w: 2, b: 3 }, 1.5]];
