import { numbers } from "./points.js";

const count = 2000;
const rs = numbers(count, -3, 3, 1);
const ks = numbers(count, 0.5, 2, 2);

export const drivePrimal = (f: (r: number, k: number) => number) => (): number => {
  let total = 0;
  for (let i = 0; i < count; i++) total += f(rs[i]!, ks[i]!);
  return total;
};

export const driveDerivative = (f: (r: number, k: number) => [number, number]) => (): number => {
  let total = 0;
  for (let i = 0; i < count; i++) {
    const g = f(rs[i]!, ks[i]!);
    total += g[0] - 2 * g[1];
  }
  return total;
};
