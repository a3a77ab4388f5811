import { grad } from "cotangent";

export function primal(r: number, k: number): number {
  const a = Math.abs(r);
  if (a <= k) return 0.5 * r * r;
  return k * (a - 0.5 * k);
}

export const derivative = grad(primal, { wrt: [0, 1] });
