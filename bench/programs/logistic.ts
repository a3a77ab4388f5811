import { valueAndGrad } from "cotangent";

export function primal(w: Float64Array, X: Float64Array[], y: number[]): number {
  let total = 0;
  for (let i = 0; i < X.length; i++) {
    let z = 0;
    for (let j = 0; j < w.length; j++) z += w[j]! * X[i]![j]!;
    total += Math.log1p(Math.exp(-z)) + (1 - y[i]!) * z;
  }
  return total / X.length;
}

export const derivative = valueAndGrad(primal);
