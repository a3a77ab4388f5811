// What nothing stores is undefined: the branches for collections are never for this one.
// @ts-expect-error JavaScript without types
import { area } from "./_shapes.js";

export function f(x: number[]): number {
  const points = [
    [x[0]!, x[1]!],
    [2, 0],
    [1, x[2]!],
  ];
  return area({ type: "Single", shape: { points } }) * x[0]!;
}
export const wrt = 0;
export const inputs = [[[0.5, -0.2, 1.5]], [[-1, 0.3, 2]]];
