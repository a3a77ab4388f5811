import { numbers, sum } from "./points.js";

type Primal = (w: Float64Array, X: Float64Array[], y: number[]) => number;
type Derivative = (w: Float64Array, X: Float64Array[], y: number[]) => { value: number; grad: Float64Array };

const [n, d] = [2000, 20];
const w = numbers(d, -1, 1);
const X = Array.from({ length: n }, (_, i) => numbers(d, -1, 1, i + 2));
const y = Array.from(numbers(n, 0, 1, 5), (p) => (p < 0.5 ? 0 : 1));

export const drivePrimal = (f: Primal) => (): number => f(w, X, y);

export const driveDerivative = (f: Derivative) => (): number => {
  const { value, grad } = f(w, X, y);
  return value + sum(grad);
};
