/** Loops whose number of trips is not known before, and what their adjoints need of their results. */
export function f(x: number[]): number {
  let i = 0;
  let s = 0;
  while (x[i] > 0) {
    s += x[i] * x[i];
    i += 1;
  }
  let t = 1;
  let j = x.length - 1;
  while (j >= 0 && x[j] < 2) {
    t *= 1 + 0.1 * x[j];
    j -= 2;
  }
  let never = 0;
  while (x[0] > x[0] + 1) never += x[0];
  let count = 3;
  while (count !== 0) {
    s += Math.sin(x[0] * count);
    count -= 1;
  }
  return s * s * t + never + i * x[0];
}

export const wrt = 0;
export const inputs = [
  [[0.5, 1.2, 0.3, -0.4, 0.9]],
  [[-0.5, 1.2, 3]],
];
