function rec(n: number, x: number): number {
  try {
    if (n > 0) return rec(n - 1, x) * 2;
  } catch (e) {
    if (e instanceof RangeError) return x * 3 + (e.message === "low" ? x * x : 0);
    return x;
  }
  throw new RangeError("low");
}
export function f(x: number): number {
  return rec(3, x);
}
export const wrt = 0;
export const inputs = [[0.8]];
