// What is left of a record, which may be nothing, and the values of an empty one.
type Weights = { a?: number; b?: number; c?: number };
const sum = (weights: Weights): number => Object.values(weights).reduce((total, v) => total + v, 0);
const rest = ({ a = 1, ...others }: Weights): number => a * 2 + Object.values(others).reduce((total, v) => total + v * v, 0);
const count = (weights: Weights): number => Object.entries(weights).length + Object.keys(weights).length;

export function f(x: number): number {
  return sum({}) * x + sum({ b: x }) + rest({ a: x }) * x + rest({ c: x, b: 2 }) + rest({}) + count({}) * x + count({ a: x });
}
export const wrt = 0;
export const inputs = [[1.4], [-0.4]];
