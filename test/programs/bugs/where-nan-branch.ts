export function f(x: number[]): number {
  let s = 0;
  for (const v of x) {
    const l = Math.log(v);
    const inv = 1 / v;
    s += v > 0 ? l + inv : v * v;
  }
  return s;
}
export const wrt = 0;
export const inputs = [[[1, -1, 0, 2]]];
export const special = { 0: [0, -2, 0, 0.25] };
