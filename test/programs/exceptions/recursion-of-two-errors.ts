class Low extends Error {}
function rec(n: number, x: number): number {
  try {
    if (n > 1) throw new Error("start");
    if (n > 0) return rec(n - 1, x) * 2;
  } catch (e) {
    if (e instanceof Low) return x * 3;
    return rec(n - 1, x) * x;
  }
  throw new Low("low");
}
export function f(x: number): number {
  return rec(3, x);
}
export const wrt = 0;
export const inputs = [[0.8]];
