import { grad, valueAndGrad } from "cotangent";
import { numberOfSteps, predict, reset } from "./network";

/** The loss over some points, where the network of another module counts its steps and keeps a momentum. */
function loss(weights: number[], points: readonly (readonly [number, number])[]): number {
  let sum = 0;
  for (const [x, y] of points) {
    const error = predict(weights, x) - y;
    if (error > 0) sum += error * error;
    else sum += Math.exp(error) * weights[0]!;
  }
  return sum;
}

const points = [
  [0.5, 0.2],
  [1.5, 0.9],
  [-1, 0.4],
] as const;

const lossAndGradient = valueAndGrad(loss);
const slope = grad(loss);
reset(0.25);
const first = lossAndGradient([0.3, 0.7], points);
const afterFirst = numberOfSteps();
const differences = [0, 1].map((i) => {
  const at = (h: number): number => {
    reset(0.25);
    return loss(
      [0.3, 0.7].map((w, j) => (i === j ? w + h : w)),
      points,
    );
  };
  return (at(1e-5) - at(-1e-5)) / 2e-5;
});
reset(0.25);
const again = slope([0.3, 0.7], points);
reset(0.5);
const otherState = slope([0.3, 0.7], points);
export const results = { first, afterFirst, differences, again, otherState };
