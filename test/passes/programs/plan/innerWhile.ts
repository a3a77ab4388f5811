/** A counter that changes by constants needs no tape; the trip count of the inner loop is one value for each outer trip. */
export function f(x: Float64Array): number {
  let s = 0;
  for (let i = 0; i < x.length; i++) {
    let r = x[i];
    while (r * r > 2) r = 0.5 * (r + 2 / r);
    s += r * x[i];
  }
  return s;
}

export const inputs = [[Float64Array.of(0.5, 9, 1)]];
