import { grad } from "cotangent";

export function primal(a: number, b: number): number {
  return (a + b) * (b + 1);
}

export const derivative = grad(primal, { wrt: [0, 1] });
