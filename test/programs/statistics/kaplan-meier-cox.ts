interface Subject {
  readonly time: number;
  readonly event: boolean;
  covariates: number[];
}

/** Kaplan–Meier steps: [time, survival]. */
function kaplanMeier(subjects: readonly Subject[]): [number, number][] {
  const ordered = [...subjects].sort((a, b) => a.time - b.time);
  let atRisk = subjects.length;
  let survival = 1;
  const steps: [number, number][] = [];
  for (let i = 0; i < ordered.length; ) {
    const { time } = ordered[i];
    let [deaths, leaving] = [0, 0];
    for (; i < ordered.length && ordered[i].time === time; i++) {
      leaving++;
      if (ordered[i].event) deaths++;
    }
    survival *= 1 - deaths / atRisk;
    atRisk -= leaving;
    steps.push([time, survival]);
  }
  return steps;
}

/** Breslow partial likelihood. */
function coxLogLikelihood(beta: readonly number[], subjects: readonly Subject[]): number {
  const risk = (s: Subject): number => Math.exp(s.covariates.reduce((a, x, j) => a + beta[j] * x, 0));
  return subjects
    .filter((s) => s.event)
    .reduce((ll, s) => ll + Math.log(risk(s)) - Math.log(subjects.filter((o) => o.time >= s.time).reduce((sum, o) => sum + risk(o), 0)), 0);
}

/** Weibull log-likelihood with right censoring. */
const weibull = (shape: number, scale: number, subjects: readonly Subject[]): number => {
  let ll = 0;
  for (const s of subjects) {
    const z = (s.time / scale) ** shape;
    ll -= z;
    if (s.event) ll += Math.log(shape / scale) + (shape - 1) * Math.log(s.time / scale);
  }
  return ll;
};

export function f(theta: { beta: number[]; shape: number; scale: number }, subjects: Subject[]): number {
  const { beta, shape, scale } = theta;
  const steps = kaplanMeier(subjects);
  const distance = steps.reduce((d, [t, s]) => d + (s - Math.exp(-((t / scale) ** shape))) ** 2, 0);
  return coxLogLikelihood(beta, subjects) + weibull(shape, scale, subjects) - distance;
}

export const wrt = 0;
export const inputs = [
  [
    { beta: [0.4, -0.7], shape: 1.3, scale: 4 },
    [
      { time: 3, event: true, covariates: [1, 0.2] },
      { time: 5, event: false, covariates: [0, 1.1] },
      { time: 5, event: true, covariates: [1, -0.4] },
      { time: 8, event: true, covariates: [0, 0.3] },
    ],
  ],
];
