import { numbers } from "../points.js";

type V = { x: number; y: number };

const count = 2000;
const points = (seed: number): V[] => {
  const xs = numbers(count, -2, 2, seed);
  const ys = numbers(count, -2, 2, seed + 1);
  return Array.from(xs, (x, i) => ({ x, y: ys[i]! }));
};
const [ps, qs, vs] = [points(1), points(3), points(5)];

const over = (f: (p: V, q: V, v: V) => V): number => {
  let total = 0;
  for (let i = 0; i < count; i++) {
    const g = f(ps[i]!, qs[i]!, vs[i]!);
    total += g.x - 2 * g.y;
  }
  return total;
};
export const driveGradient = (f: (p: V, q: V, rest: number) => V) => (): number => over((p, q) => f(p, q, 1));
export const driveProduct = (f: (p: V, q: V, rest: number, v: V) => V) => (): number =>
  over((p, q, v) => f(p, q, 1, v));
