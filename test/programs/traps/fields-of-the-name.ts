import { lopsided } from "./_sides.js";

export const f = (x: number, n: number): number => lopsided(x, n) + x * lopsided(1.5, n + 1);

export const wrt = [0];
export const inputs = [
  [3, 5],
  [0.5, 7],
];
