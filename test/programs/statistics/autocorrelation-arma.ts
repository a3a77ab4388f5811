interface ArmaSpec {
  ar: number[];
  ma: number[];
  constant?: number;
  sigma: number;
}

const autocovariance = (xs: readonly number[], lag: number): number => {
  const n = xs.length;
  const mean = xs.reduce((a, b) => a + b, 0) / n;
  let s = 0;
  for (let t = lag; t < n; t++) s += (xs[t] - mean) * (xs[t - lag] - mean);
  return s / n;
};

/** Durbin–Levinson: partial autocorrelations. */
function partialAutocorrelations(xs: readonly number[], maxLag: number): number[] {
  const gamma = Array.from({ length: maxLag + 1 }, (_, k) => autocovariance(xs, k));
  let phi: number[] = [];
  let v = gamma[0];
  const pacf: number[] = [];
  for (let k = 1; k <= maxLag; k++) {
    const kappa = (gamma[k] - phi.reduce((s, p, j) => s + p * gamma[k - 1 - j], 0)) / v;
    phi = [...phi.map((p, j) => p - kappa * phi[phi.length - 1 - j]), kappa];
    v *= 1 - kappa ** 2;
    pacf.push(kappa);
  }
  return pacf;
}

/** Conditional Gaussian log-likelihood. */
function armaLogLikelihood(xs: readonly number[], { ar, ma, constant = 0, sigma }: ArmaSpec): number {
  const p = ar.length;
  const errors: number[] = [];
  let ll = 0;
  xs.forEach((x, t) => {
    if (t < p) {
      errors.push(0);
      return;
    }
    let prediction = constant;
    for (let i = 0; i < p; i++) prediction += ar[i] * xs[t - 1 - i];
    for (let j = 0; j < ma.length && t - 1 - j >= 0; j++) prediction += ma[j] * errors[t - 1 - j];
    const e = x - prediction;
    errors.push(e);
    ll -= 0.5 * (Math.log(2 * Math.PI * sigma ** 2) + (e / sigma) ** 2);
  });
  return ll;
}

export function f(spec: ArmaSpec, xs: number[]): number {
  const penalty = partialAutocorrelations(xs, 2).reduce((s, k) => s + k * k, 0);
  return armaLogLikelihood(xs, spec) - penalty;
}

export const wrt = [0, 1];
export const inputs = [
  [{ ar: [0.6, -0.2], ma: [0.3], sigma: 0.8, constant: 0.1 }, [0.2, 0.9, 0.4, -0.3, 0.1]],
  [{ ar: [0.4], ma: [], sigma: 1.2 }, [1, 0.5, -0.2, 0.3]],
];
