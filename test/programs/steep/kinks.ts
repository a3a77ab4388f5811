// conventions at points where f is not smooth
export function f(x: number, y: number): number {
  return Math.abs(x) + Math.max(x, y) * 2 + Math.min(x, y, 0) + Math.hypot(x, y) + Math.atan2(y, x) + Math.sqrt(x * x + y * y)
    + Math.sign(x) + Math.floor(x) * y + Math.sqrt(Math.abs(x * y)) + Math.cbrt(x * x * y) + x ** 2 + Math.pow(x, 3) + 0 ** (x + 1) + x ** 1;
}
export const wrt = [0, 1];
export const inputs = [[0, 0]];
export const special = { 0: [2 + 1 + 1, 0] };
