// Methods store in the object of the module that they belong to.
const ops = {
  last: 0,
  calls: 1,
  double(v: number): number {
    this.last = v;
    this.calls++;
    return v * 2;
  },
};

export const wrt = 0;
export const inputs = [[3], [0.5]];
export function f(x: number): number {
  ops.last = 0;
  return ops.double(x) + ops.double(x * x) * ops.last;
}
