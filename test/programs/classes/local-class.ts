export function f(x: number, y: number): number {
  class Model { w = x; 
    predict(v: number) { return this.w * v + y; }
    static unit = 2;
  }
  const m = new Model();
  m.w *= y;
  let s = m.predict(3);
  const n = new Model();
  return s * n.predict(x);
}
export const wrt = [0, 1];
export const inputs = [[1.5, 0.4]];
