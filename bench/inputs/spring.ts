import { numbers } from "./points.js";

type V = { x: number; y: number };

const count = 2000;
const points = (seed: number): V[] => {
  const xs = numbers(count, -2, 2, seed);
  const ys = numbers(count, -2, 2, seed + 1);
  return Array.from(xs, (x, i) => ({ x, y: ys[i]! }));
};
const ps = points(1);
const qs = points(3);

export const drivePrimal = (f: (p: V, q: V, rest: number) => number) => (): number => {
  let total = 0;
  for (let i = 0; i < count; i++) total += f(ps[i]!, qs[i]!, 1);
  return total;
};

export const driveDerivative = (f: (p: V, q: V, rest: number) => V) => (): number => {
  let total = 0;
  for (let i = 0; i < count; i++) {
    const g = f(ps[i]!, qs[i]!, 1);
    total += g.x - 2 * g.y;
  }
  return total;
};
