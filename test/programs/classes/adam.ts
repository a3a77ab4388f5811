/** An optimizer class hierarchy that runs inside f: the loss after training as a function of the hyperparameters. */
abstract class Optimizer {
  protected steps = 0;
  constructor(protected readonly rate: number) {}
  abstract update(index: number, gradient: number): number;
  step(x: Float64Array, gradient: (x: Float64Array) => number[]): void {
    this.steps++;
    const g = gradient(x);
    for (let i = 0; i < x.length; i++) x[i] -= this.update(i, g[i]);
  }
}
class Sgd extends Optimizer {
  #velocity: number[] = [];
  constructor(rate: number, private momentum = 0.5) {
    super(rate);
  }
  update(i: number, g: number): number {
    this.#velocity[i] = this.momentum * (this.#velocity[i] ?? 0) + g;
    return this.rate * this.#velocity[i];
  }
}
class Adam extends Optimizer {
  private m: Record<number, number> = {};
  private v = new Map<number, number>();
  static readonly EPS = 1e-6;
  private static beta = [0.9, 0.99] as const;
  update(i: number, g: number): number {
    const [b1, b2] = Adam.beta;
    this.m[i] = b1 * (this.m[i] ?? 0) + (1 - b1) * g;
    this.v.set(i, b2 * (this.v.get(i) ?? 0) + (1 - b2) * g * g);
    const mHat = this.m[i] / (1 - b1 ** this.steps);
    const vHat = this.v.get(i)! / (1 - b2 ** this.steps);
    return (this.rate * mHat) / (Math.sqrt(vHat) + Adam.EPS);
  }
}

export function f(rate: number, start: number[], kind: "sgd" | "adam"): number {
  const optimizer: Optimizer = kind === "sgd" ? new Sgd(rate) : new Adam(rate);
  const x = Float64Array.from(start);
  const gradient = (p: Float64Array) => [2 * (p[0] - 1) + p[1], 4 * p[1] + p[0]];
  for (let k = 0; k < 4; k++) optimizer.step(x, gradient);
  return (x[0] - 1) ** 2 + 2 * x[1] ** 2 + x[0] * x[1];
}

export const wrt = [0, 1];
export const inputs = [
  [0.1, [0.5, -0.3], "sgd"],
  [0.1, [0.5, -0.3], "adam"],
];
