// Object.assign calls the setters of a class.
class Doubled {
  v = 1;
  calls = 0;
  set double(t: number) {
    this.v = t * 2;
    this.calls++;
  }
  get double(): number {
    return this.v / 2;
  }
}

export function f(x: number): number {
  const one = new Doubled();
  Object.assign(one, { double: x * x });
  const other = Object.assign(new Doubled(), { v: x }, { double: one.v + x });
  return one.v * one.calls + other.v * x + other.double;
}
export const wrt = 0;
export const inputs = [[1.3], [-0.4]];
