import { grad } from "cotangent";

/** @param {number[]} xs */
export function total(xs) {
  let sum = 0;
  for (let i = 0; i < xs.length; i++) sum += xs[i] * xs[i];
  return sum;
}

export const slope = grad(total)([1, 2, 3]);
