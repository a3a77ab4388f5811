// simple-statistics: order statistics, moments and tests of one sample against another.
import {
  cumulativeStdNormalProbability,
  geometricMean,
  interquartileRange,
  median,
  medianAbsoluteDeviation,
  quantile,
  sampleKurtosis,
  sampleSkewness,
  tTestTwoSample,
} from "simple-statistics";

export function f(a: number[], b: number[], scale: number): number {
  const scaled = a.map((v) => v * scale);
  const robust = (median(scaled) - median(b)) / (medianAbsoluteDeviation(b) + interquartileRange(scaled));
  const t = tTestTwoSample(scaled, b, 0) ?? 0;
  const shape = sampleSkewness(scaled) - 0.1 * sampleKurtosis(b);
  return robust + cumulativeStdNormalProbability(t / 10) + shape + geometricMean(b) * quantile(scaled, 0.3);
}
export const wrt = [0, 1, 2];
export const inputs = [[[1, 2.5, 4, 3.2, 7], [2.2, 1.3, 5.9, 4.1], 1.3]];
