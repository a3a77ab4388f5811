import { vjp } from "cotangent";
import { same } from "./_same.js";

// Functions that give back an argument which they have made shorter or longer: a pullback's seed has the length at the end,
// the gradient the length at the start.

function cut(xs: number[]): number[] {
  xs[0]! *= xs[1]!;
  xs.length = 1;
  return xs;
}

{
  const { value, pullback } = vjp(cut)([3, 5, 7]);
  same("an argument that is cut: value", value, [15]);
  same("an argument that is cut", pullback([2]), [[10, 6, 0]]);
  same("an argument that is cut, once more", pullback([1]), [[5, 3, 0]]);
}

function popped(xs: number[]): number[] {
  const last = xs.pop()!;
  for (let i = 0; i < xs.length; i++) xs[i]! *= last;
  return xs;
}

{
  const { value, pullback } = vjp(popped)([2, 3, 4]);
  same("an argument that is popped: value", value, [8, 12]);
  same("an argument that is popped", pullback([1, 10]), [[4, 40, 32]]);
}

function poppedTwice(xs: number[]): number[] {
  const a = xs.pop()!;
  const b = xs.pop()!;
  xs[0]! += a * b;
  return xs;
}

same("an argument that is popped twice", vjp(poppedTwice)([2, 3, 4, 5]).pullback([1, 10]), [[1, 10, 5, 4]]);

function pushed(xs: number[]): number[] {
  xs.push(xs[0]! * xs[1]!);
  return xs;
}

{
  const { value, pullback } = vjp(pushed)([3, 5]);
  same("an argument that is pushed to: value", value, [3, 5, 15]);
  same("an argument that is pushed to", pullback([1, 10, 100]), [[501, 310]]);
}

function rows(grid: number[][]): number[][] {
  const last = grid.pop()!;
  for (const row of grid) {
    row[0]! *= last[0]!;
    row.length = 1;
  }
  return grid;
}

{
  const { value, pullback } = vjp(rows)([[2, 3], [5], [7, 11]]);
  same("rows that are cut: value", value, [[14], [35]]);
  same("rows that are cut", pullback([[1], [10]]), [[[7, 0], [70], [52, 0]]]);
}

interface Series {
  values: number[];
  scale: number;
}

function inRecord(series: Series): Series {
  const first = series.values.shift()!;
  series.scale *= first;
  series.values.length = 1;
  return series;
}

same("a list of a record", vjp(inRecord)({ values: [2, 3, 4, 5], scale: 7 }).pullback({ values: [1], scale: 10 }), [
  { values: [70, 1, 0, 0], scale: 20 },
]);

export { results } from "./_same.js";
