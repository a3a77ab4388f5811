/** A recurrence of a million steps, of which the reverse sweep keeps 50 states. */
import { checkpointedLoop, grad } from "cotangent";

export const primal = (w: number[], steps: number): number => {
  const [x, v] = checkpointedLoop(steps, [0.3, w[1]], ([x, v]) => [x + w[0] * v, v - w[0] * Math.sin(x) - 1e-4 * v], {
    snapshots: 50,
  });
  return x + v;
};
export const derivative = grad(primal);
