export function f(x: number[]): number {
  let s = 0;
  for (let i = 0; i < x.length; i++) {
    if (x[i] === 0) continue;
    s += 1 / x[i];
  }
  do {
    s /= 2;
  } while (s > 1);
  for (const e of x) s += e;
  return s;
}

export const inputs = [[[1, 2, 4]], [[0, 0.1]], [[-3]]];
