import { numbers, sum } from "../points.js";

const [n, d, K] = [1000, 10, 25];
const rows = (count: number, length: number, seed: number): Float64Array[] =>
  Array.from({ length: count }, (_, k) => numbers(length, -1, 1, seed + k));

const alphas = numbers(K, -1, 1, 1);
const means = rows(K, d, 100);
const logDiagonals = rows(K, d, 200);
const lowers = rows(K, (d * (d - 1)) / 2, 300);
const xs = rows(n, d, 400);
const v = rows(K, d, 500);

type Data = [
  means: Float64Array[],
  alphas: Float64Array,
  logDiagonals: Float64Array[],
  lowers: Float64Array[],
  xs: Float64Array[],
];
const data: Data = [means, alphas, logDiagonals, lowers, xs];
export const driveGradient = (f: (...data: Data) => Float64Array[]) => (): number => sum(f(...data).map(sum));
export const driveProduct = (f: (...given: [...Data, v: Float64Array[]]) => Float64Array[]) => (): number =>
  sum(f(...data, v).map(sum));
