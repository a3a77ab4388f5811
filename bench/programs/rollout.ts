import { grad } from "cotangent";

export function primal(theta: number, steps: number): number {
  let x = 1;
  for (let t = 0; t < steps; t++) x = x + 0.01 * Math.sin(theta * x);
  return x * x;
}

export const derivative = grad(primal);
