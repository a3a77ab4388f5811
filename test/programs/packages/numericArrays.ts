// A table that is made of a number, of rows or of a table, and means of lists of any kind.
// @ts-expect-error JavaScript without types
import { mean, Table } from "./_numericArrays.js";

export function f(x: Float64Array): number {
  const table = new Table([
    [x[0]!, 1],
    [2, x[1]!],
  ]);
  const square = table.times(new Table(table)).times([
    [x[2]!, 0],
    [1, x[0]!],
  ]);
  return mean(x) * square.data[0][1] + mean(square.data[1]) * x[2]!;
}
export const wrt = 0;
export const inputs = [[new Float64Array([0.5, 1.7, 2.5])], [new Float64Array([-1.5, 0.25, 1])]];
