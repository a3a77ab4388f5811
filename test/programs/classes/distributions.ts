/** Distributions as a class hierarchy; logpdf is virtual, the base class gives the likelihood of data. */
abstract class Distribution {
  abstract readonly name: string;
  abstract logpdf(x: number): number;
  pdf(x: number): number {
    return Math.exp(this.logpdf(x));
  }
  logLikelihood(xs: readonly number[]): number {
    let s = 0;
    for (const x of xs) {
      const l = this.logpdf(x);
      if (l === Number.NEGATIVE_INFINITY) return l;
      s += l;
    }
    return s;
  }
}
class Normal extends Distribution {
  readonly name = "normal";
  constructor(public mu = 0, public sigma = 1) {
    super();
    if (sigma <= 0) throw new RangeError("sigma must be positive");
  }
  logpdf(x: number): number {
    const z = (x - this.mu) / this.sigma;
    return -0.5 * z * z - Math.log(this.sigma) - 0.5 * Math.log(2 * Math.PI);
  }
}
class LogNormal extends Normal {
  override readonly name = "lognormal" as "normal";
  override logpdf(x: number): number {
    if (x <= 0) return Number.NEGATIVE_INFINITY;
    return super.logpdf(Math.log(x)) - Math.log(x);
  }
}
class Exponential extends Distribution {
  readonly name = "exponential";
  constructor(private readonly rate: number) {
    super();
  }
  logpdf(x: number): number {
    return x < 0 ? Number.NEGATIVE_INFINITY : Math.log(this.rate) - this.rate * x;
  }
}
class Mixture extends Distribution {
  readonly name = "mixture";
  constructor(private readonly parts: ReadonlyArray<readonly [number, Distribution]>) {
    super();
  }
  logpdf(x: number): number {
    const terms = this.parts.map(([w, d]) => Math.log(w) + d.logpdf(x));
    const max = Math.max(...terms);
    return max + Math.log(terms.reduce((s, t) => s + Math.exp(t - max), 0));
  }
}

export function f(theta: { mu: number; sigma: number; rate: number; w: number }, xs: number[]): number {
  const { mu, sigma, rate, w } = theta;
  const weight = 1 / (1 + Math.exp(-w));
  const shared = new Normal(mu, Math.exp(sigma));
  const model = new Mixture([
    [weight, shared],
    [(1 - weight) / 2, new Exponential(rate)],
    [(1 - weight) / 2, new LogNormal(mu)],
  ]);
  let prior: Distribution;
  try {
    prior = new Normal(0, sigma);
  } catch {
    prior = new Normal(0, 2);
  }
  shared.mu += 0.1 * mu;
  return -model.logLikelihood(xs) - prior.logpdf(mu) + shared.pdf(xs[0]);
}

export const wrt = 0;
export const inputs = [
  [{ mu: 0.3, sigma: -0.4, rate: 1.2, w: 0.2 }, [0.5, 1.2, 2.2]],
  [{ mu: 0.3, sigma: 0.4, rate: 0.7, w: -0.6 }, [0.1, 0.9]],
];
