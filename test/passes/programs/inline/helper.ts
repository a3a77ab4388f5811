const square = (v: number): number => v * v;

function norm(a: number, b: number): number {
  return Math.sqrt(square(a) + square(b));
}

export function f(x: number): number {
  return norm(x, 1) + norm(2, x);
}

export const inputs = [[3]];
