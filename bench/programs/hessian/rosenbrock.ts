import { hessian, hvp } from "cotangent";

/** A chain of 40 numbers, each bound to the next. */
export function primal(x: number[]): number {
  let sum = 0;
  for (let i = 0; i + 1 < x.length; i++) {
    const a = x[i + 1]! - x[i]! * x[i]!;
    const b = 1 - x[i]!;
    sum += 100 * a * a + b * b;
  }
  return sum;
}

export const whole = hessian(primal);
export const product = hvp(primal);
