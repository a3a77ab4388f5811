// fp-like helpers of untyped JavaScript: what a call passes, through arguments and apply.
// @ts-expect-error JavaScript without types
import { blend, furthest, total } from "./_variadic.js";

export function f(x: number[]): number {
  let best = furthest(x[0], x[1] * x[2]);
  for (const v of x) best = furthest(best, v * v, 1, 0.5);
  return total(x[0], x[1], x[2] * best) + blend(x[0], x[1]) * blend(x[2], best, 0.3) + total();
}
export const wrt = 0;
export const inputs = [[[1.2, 0.7, 1.9]]];
