export function f(x: number, k: number): number {
  let s = x;
  switch (k) {
    case 0: s *= x;
    case 1: s += 2 * x; break;
    default: s = -s;
    case 2: { s *= s; if (s > 3) break; s *= 2; }
    case 3: for (;;) { s += x; if (s > 5) break; }
  }
  return s;
}
export const wrt = 0;
export const inputs = [[1.2, 0], [1.2, 1], [1.2, 2], [2.2, 2], [1.2, 3], [1.1, 9]];
