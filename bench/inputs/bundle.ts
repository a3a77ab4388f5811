import { numbers } from "./points.js";

type Residual = (p: number[], fx: number, fy: number) => [number, number];
type Derivative = (p: number[], fx: number, fy: number) => number[][];

const count = 30_000;
const low = numbers(15 * count, -0.5, 0.5);
const observations = Array.from({ length: count }, (_, i) => {
  const p = Array.from(low.subarray(15 * i, 15 * i + 15));
  p[13]! += 4;
  p[14]! += 1;
  return p;
});

export const drivePrimal = (f: Residual) => (): number => {
  let total = 0;
  for (let i = 0; i < count; i++) {
    const r = f(observations[i]!, 0.1, 0.2);
    total += r[0] + 2 * r[1];
  }
  return total;
};

export const driveDerivative = (f: Derivative) => (): number => {
  let total = 0;
  for (let i = 0; i < count; i++) {
    const [a, b] = f(observations[i]!, 0.1, 0.2);
    total += a![0]! + a![7]! + 2 * b![14]! + 3 * b![1]!;
  }
  return total;
};
