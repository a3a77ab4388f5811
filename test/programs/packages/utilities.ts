// Functions that ask of which kind their arguments are, called with what they expect, with too little, and with nothing.
// @ts-expect-error JavaScript without types
import { chunk, clamp, curried, isArray, isPlain } from "./_utilities.js";

const scaled = curried((a: number, b: number): number => a * b * b);

export function f(x: number[], limits: { low?: number; high: number }): number {
  let total = clamp(x[0], 0, 1) * x[1]! + clamp(x[1], limits.low, limits.high) + clamp(x[2], 1.5);
  for (const [a, b] of chunk(x, 2)) total += a * clamp(b, -1, 1);
  for (const [a] of chunk(x)) total += scaled(a, x[1]!);
  if (isPlain(limits) && isArray(x) && !isPlain(x)) total *= scaled(x[0])(total);
  return isPlain(x[0]) || isArray(x[1]) ? 0 : total;
}
export const wrt = 0;
export const inputs = [
  [[0.5, 1.7, 2.5, 0.25], { low: 0, high: 2 }],
  [[1.5, 0.7, 1.25, -0.5], { high: 0.5 }],
  [[-0.5, -0.7, 1.25, 3], { low: -0.25, high: 0.5 }],
];
