import { grad } from "cotangent";

export function primal(u0: Float64Array, k: number, steps: number): number {
  const u = u0.slice();
  for (let s = 0; s < steps; s++) {
    let left = u[0]!;
    for (let i = 1; i < u.length - 1; i++) {
      const mid = u[i]!;
      u[i] = mid + k * mid * (left - 2 * mid + u[i + 1]!);
      left = mid;
    }
  }
  let energy = 0;
  for (let i = 0; i < u.length; i++) energy += u[i]! * u[i]!;
  return energy;
}

export const derivative = grad(primal, { wrt: [0, 1] });
