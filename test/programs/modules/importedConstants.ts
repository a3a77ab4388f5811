import net, { add, hadamard, sub, sum, createIntegrator } from "./_ops";
import * as ops from "./_ops";
const mid = createIntegrator("midpoint", { rate: 0.2 });
const euler = createIntegrator("euler");
export const wrt = 0;
export const inputs = [[[0.1, 0.5, -0.2]]];
export function f(x: number[]): number {
  const y = add(hadamard(x, x), sub(x, [1, 2, 3]));
  const z = ops.sigmoid(net(y));
  return sum(z) + mid.run((v) => -v * x[0], x[1]) * euler.run((v) => v * v, x[2]) * mid.steps;
}
