// each level makes a new function for the next
function nest(n: number, g: (x: number) => number, x: number): number { return n === 0 ? g(x) : nest(n - 1, (y) => g(y) * x + g(y + 1), x); }
export const wrt = 0;
export const inputs = [[0.5]];
export function f(x: number): number { return nest(3, Math.sin, x) + nest(2, (v) => v * v, x); }
