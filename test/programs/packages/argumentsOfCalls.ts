// fp-like helpers of untyped JavaScript: what a call passes, through arguments and apply.
// @ts-expect-error JavaScript without types
import { blend, furthest, Path, sorted, total } from "./_variadic.js";

export function f(x: number[]): number {
  let best = furthest(x[0], x[1] * x[2]);
  for (const v of x) best = furthest(best, v * v, 1, 0.5);
  for (let i = 1; i < 3; i++) best += new Path(x[0], best, x[i], 2, x[1] * best, 3).length() * sorted(x[i], best, x[0]);
  return total(x[0], x[1], x[2] * best) + blend(x[0], x[1]) * blend(x[2], best, 0.3) + total();
}
export const wrt = 0;
export const inputs = [[[1.2, 0.7, 1.9]]];
