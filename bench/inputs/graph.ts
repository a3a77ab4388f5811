import { numbers } from "./points.js";

const count = 2000;
const as = numbers(count, -2, 2, 1);
const bs = numbers(count, -2, 2, 2);

export const drivePrimal = (f: (a: number, b: number) => number) => (): number => {
  let total = 0;
  for (let i = 0; i < count; i++) total += f(as[i]!, bs[i]!);
  return total;
};

export const driveDerivative = (f: (a: number, b: number) => [number, number]) => (): number => {
  let total = 0;
  for (let i = 0; i < count; i++) {
    const g = f(as[i]!, bs[i]!);
    total += g[0] - 2 * g[1];
  }
  return total;
};
