// A number and a list have no properties that say of which kind they are: what is asked of them is undefined, and of that, an error.
// @ts-expect-error JavaScript without types
import { getCoord, marked, nested, Vector } from "./_positions.js";

export function f(x: number[]): number {
  const [a, b] = getCoord([x[0]!, x[1]! * x[0]!]);
  const [c, d] = getCoord({ type: "Point", coordinates: [x[2]!, a] });
  const vector = new Vector(a, b).move(c, d).move(new Vector(x[1]!, 1)).move(new Vector());
  let total = vector.x * vector.y;
  if (!marked(x[0]) && !marked(x)) total *= x[2]!;
  try {
    total += nested(x[0]!);
  } catch {
    total *= 2;
  }
  return total;
}
export const wrt = 0;
export const inputs = [[[0.5, 1.7, 2.5]], [[-1.5, 0.25, 1]]];
