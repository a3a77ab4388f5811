import { numbers, sum } from "./points.js";

const u0 = numbers(500, 0.5, 1.5);
const steps = 200;
const k = 0.1;

export const drivePrimal = (f: (u0: Float64Array, k: number, steps: number) => number) => (): number => f(u0, k, steps);

export const driveDerivative =
  (f: (u0: Float64Array, k: number, steps: number) => [Float64Array, number]) => (): number => {
    const [u_bar, k_bar] = f(u0, k, steps);
    return sum(u_bar) + k_bar;
  };
