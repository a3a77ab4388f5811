class V { static readonly ZERO = new V(0, 1);
  constructor(readonly x: number, readonly y: number) {}
  add(o: V) { return new V(this.x + o.x, this.y + o.y); } }
export function f(x: number): number {
  let t = V.ZERO;
  for (let i = 0; i < 3; i++) t = t.add(new V(x, i * x * x));
  return t.x * t.y;
}
export const wrt = 0;
export const inputs = [[1.5]];
