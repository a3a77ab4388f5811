// Settings that are missing, in part or entirely, of functions without types.
// @ts-expect-error JavaScript without types
import { area, marked, scaled, solve, withDefaults } from "./_settings.js";

export function f(x: number, y: number): number {
  let last = 0;
  let sum = solve((v: number) => v * v - y, x) + solve((v: number) => v * v - y, x, { tol: 0.1 });
  sum += solve((v: number) => Math.sin(v) * y, x, { max: 2, w: y, seen: (v: number) => { last += v * v; } });
  for (const one of [{ w: x }, { w: x * y }]) sum += area(one) * last;
  sum += scaled(x) + scaled(x, { k: y }) + scaled(x, { shift: y }) + area({}) * x + area({ w: x, h: y });
  sum += marked(x, {}) + marked(y, { name: "ab" }) + marked(x * y, { flag: true }) + marked(y, { flag: false });
  return sum + withDefaults(x) + withDefaults(x, { b: y });
}
export const wrt = [0, 1];
export const inputs = [[0.3, 1.2], [0.8, -0.4]];
