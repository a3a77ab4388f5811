let calls = 0;
function h(a: number, b = a * a, c = b + a): number { return a * b + c; }
export function f(x: number, y?: number): number {
  return h(x) + h(x, 2) + h(x, undefined, x) + (y ?? x * 3);
}
export const wrt = 0;
export const inputs = [[1.3], [2, 4], [2, undefined]];
