interface State {
  mean: number;
  variance: number;
}

/** The log-likelihood of a local level model, by a Kalman filter over records. */
class KalmanFilter {
  private state: State;
  private logLikelihood = 0;

  constructor(
    private readonly noise: { process: number; observation: number },
    initial: Partial<State> = {},
  ) {
    this.state = { mean: 0, variance: 10, ...initial };
  }

  predict(): this {
    this.state = { ...this.state, variance: this.state.variance + this.noise.process };
    return this;
  }

  update(y: number): number {
    const { mean, variance } = this.state;
    const s = variance + this.noise.observation;
    const innovation = y - mean;
    const gain = variance / s;
    this.state = { mean: mean + gain * innovation, variance: (1 - gain) * variance };
    this.logLikelihood -= 0.5 * (Math.log(2 * Math.PI * s) + innovation ** 2 / s);
    return gain;
  }

  get score(): number {
    return this.logLikelihood;
  }
}

export function f(theta: [number, number], ys: (number | null)[]): number {
  const [q, r] = theta.map(Math.exp) as [number, number];
  const filter = new KalmanFilter({ process: q, observation: r }, { mean: ys[0] ?? 0 });
  for (const y of ys) {
    filter.predict();
    if (y === null) continue;
    filter.update(y);
  }
  return -filter.score;
}

export const wrt = 0;
export const inputs = [
  [[-1, 0.3], [1, 1.5, null, 2.2, 1.9]],
  [[0.2, -0.7], [null, 0.4, null, -0.3]],
];
