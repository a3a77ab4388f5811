// Methods of lists that untyped JavaScript borrows: for `arguments`, to add all of a list, to join rows.
// @ts-expect-error JavaScript without types
import { joined, spread, weighted } from "./_borrowed.js";

export function f(x: number[]): number {
  const rows = [x, [x[0]! * x[1]!, 2], x.map((v) => v ** 2)];
  const all: number[] = joined(rows);
  return all.reduce((sum, v, i) => sum + v * (i + 1), weighted(x[1]!, x[0]!, 3, x[2]!)) * spread(x[2]!, x[0]!, all[2]!);
}
export const wrt = 0;
export const inputs = [[[1.2, 0.7, 1.9]], [[2.5, 0.4, -0.8]]];
