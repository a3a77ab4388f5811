interface Component {
  weight: number;
  mean: number;
  variance: number;
}

const normalPdf = (x: number, { mean, variance }: Component): number => Math.exp((-0.5 * (x - mean) ** 2) / variance) / Math.sqrt(2 * Math.PI * variance);

class MixtureModel {
  private constructor(readonly components: readonly Component[]) {}

  static initial(means: readonly number[], spread: number): MixtureModel {
    return new MixtureModel(means.map((mean) => ({ mean, variance: spread ** 2, weight: 1 / means.length })));
  }

  logLikelihood(data: readonly number[]): number {
    return data.reduce((ll, x) => ll + Math.log(this.components.reduce((p, c) => p + c.weight * normalPdf(x, c), 0)), 0);
  }

  responsibilities(x: number): number[] {
    const p = this.components.map((c) => c.weight * normalPdf(x, c));
    const total = p.reduce((a, b) => a + b);
    return p.map((v) => v / total);
  }

  /** One step of expectation maximization. */
  update(data: readonly number[]): MixtureModel {
    const r = data.map((x) => this.responsibilities(x));
    return new MixtureModel(
      this.components.map((_, k) => {
        const nk = r.reduce((s, row) => s + row[k], 0);
        const mean = r.reduce((s, row, i) => s + row[k] * data[i], 0) / nk;
        const variance = r.reduce((s, row, i) => s + row[k] * (data[i] - mean) ** 2, 0) / nk + 1e-3;
        return { weight: nk / data.length, mean, variance };
      }),
    );
  }
}

export function f(data: number[], start: [number, number, number]): number {
  const [a, b, spread] = start;
  let model = MixtureModel.initial([a, b], spread);
  let previous = -Infinity;
  for (let iteration = 0; iteration < 4; iteration++) {
    model = model.update(data);
    const current = model.logLikelihood(data);
    if (current - previous < 1e-9) break;
    previous = current;
  }
  const [first, second] = [...model.components].sort((p, q) => p.mean - q.mean);
  return previous + (second.mean - first.mean) / Math.sqrt(first.variance + second.variance);
}

export const wrt = [0, 1];
export const h = 0.005;
export const tolerance = 1e-8;
export const inputs = [
  [[-1, -0.7, 1.2, 1.9], [-0.5, 1, 0.8]],
  [[0.1, 0.4, 2], [1.5, 0.2, 1]],
];
