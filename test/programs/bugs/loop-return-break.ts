export function f(x: number[], t: number): number {
  let p = 1;
  for (const v of x) {
    for (let k = 0; ; k++) {
      p *= v;
      if (p > t) return p * k + v;
      if (k > 2) break;
    }
    if (p < 0) break;
  }
  return p * t;
}
export const wrt = [0, 1];
export const inputs = [[[0.5, 1.2, 3], 4], [[-0.5, 2], 9], [[], 2], [[3, 3], 5]];
