const steps = 100_000;

// The angle changes from call to call, so that no call can be left out.
let theta = 0.001;
const next = (): number => (theta = theta < 0.002 ? theta + 1e-9 : 0.001);

export const driveGradient = (f: (theta: number, steps: number) => number) => (): number => f(next(), steps);
export const driveProduct = (f: (theta: number, steps: number, v: number) => number) => (): number =>
  f(next(), steps, 1);
