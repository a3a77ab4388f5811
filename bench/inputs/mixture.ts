import { numbers, sum } from "./points.js";

type Parameters = [
  alphas: Float64Array,
  means: Float64Array[],
  logDiagonals: Float64Array[],
  lowers: Float64Array[],
  xs: Float64Array[],
];
type Gradient = [Float64Array, Float64Array[], Float64Array[], Float64Array[]];

const [n, d, K] = [1000, 10, 25];
const rows = (count: number, length: number, seed: number): Float64Array[] =>
  Array.from({ length: count }, (_, k) => numbers(length, -1, 1, seed + k));

const alphas = numbers(K, -1, 1, 1);
const means = rows(K, d, 100);
const logDiagonals = rows(K, d, 200);
const lowers = rows(K, (d * (d - 1)) / 2, 300);
const xs = rows(n, d, 400);

export const drivePrimal = (f: (...args: Parameters) => number) => (): number =>
  f(alphas, means, logDiagonals, lowers, xs);

export const driveDerivative = (f: (...args: Parameters) => { value: number; grad: Gradient }) => (): number => {
  const { value, grad } = f(alphas, means, logDiagonals, lowers, xs);
  return value + sum(grad[0]) + 2 * sum(grad[1].map(sum)) + 3 * sum(grad[2].map(sum)) + 5 * sum(grad[3].map(sum));
};
