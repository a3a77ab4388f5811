/** The bound, the index or the step changes on the way, or the index is no integer: these stay While. */
export function f(x: number, n: number): number {
  let s = x;
  let bound = n;
  for (let i = 0; i < bound; i++) {
    s *= x;
    if (s > 10) bound--;
  }
  for (let k = 1; k < n; k *= 2) s += k;
  for (let t = 0; t < x; t += 0.1) s += t;
  return s;
}

export const inputs = [[1.5, 6], [0.3, 0]];
