// simple-statistics, typed, one ES module: a line through points, judged by cross validation.
import { linearRegression, linearRegressionLine, mean, rSquared, sampleStandardDeviation } from "simple-statistics";

interface Sample {
  readonly x: number;
  readonly y: number;
}

function foldError(samples: readonly Sample[], left: number): number {
  const points = samples.filter((_, i) => i !== left).map(({ x, y }) => [x, y]);
  const line = linearRegressionLine(linearRegression(points));
  const out = samples[left];
  return out === undefined ? 0 : (line(out.x) - out.y) ** 2;
}

export function f(ys: number[], bend: number): number {
  const samples: Sample[] = ys.map((y, i) => ({ x: i + bend * i * i, y }));
  const errors: number[] = [];
  for (let i = 0; i < samples.length; i++) errors.push(foldError(samples, i));
  const points = samples.map(({ x, y }) => [x, y]);
  const fit = linearRegression(points);
  const spread = sampleStandardDeviation(ys);
  return Math.sqrt(mean(errors)) / spread + rSquared(points, linearRegressionLine(fit)) * fit.m;
}
export const wrt = [0, 1];
export const inputs = [[[1, 2.4, 2.9, 4.4, 5.1], 0.05]];
