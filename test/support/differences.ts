/** Derivatives by Richardson-extrapolated central differences, with an estimate of their own error. */

export interface Estimate {
  readonly value: number;
  readonly error: number;
}

const unreliable: Estimate = { value: Number.NaN, error: Number.POSITIVE_INFINITY };

const levels = 7;
const scales = [1, 1 / 8, 1 / 64, 1 / 512];
/** Below this the table of a larger first step is good enough, and smaller steps would only add noise. */
const enough = 1e-11;
const rounding = 1e-15;

/** The derivative at 0 of each component of g: the best entry of the extrapolation table of the largest first step that will do. */
export const derivativesAtZero = (g: (step: number) => readonly number[], firstStep: number): Estimate[] => {
  const tables = scales.map((scale) => () => extrapolate(g, firstStep * scale));
  let best: Estimate[] = g(0).map(() => unreliable);
  for (const table of tables) {
    if (best.every(({ value, error }) => error <= enough * Math.max(1, Math.abs(value)))) break;
    const finer = table();
    best = best.map((estimate, k) => better(estimate, finer[k] ?? unreliable));
  }
  return best.map((estimate, k) =>
    hasKink((step) => g(step)[k] ?? Number.NaN, firstStep, estimate) ? unreliable : estimate,
  );
};

const better = (a: Estimate, b: Estimate): Estimate =>
  a.error <= enough * Math.max(1, Math.abs(a.value)) || a.error <= b.error ? a : b;

/** Neville's table of central differences for h, h / 2, h / 4, …; the entry that differs least from its neighbours. */
const extrapolate = (g: (step: number) => readonly number[], firstStep: number): Estimate[] => {
  let best: Estimate[] = g(0).map(() => unreliable);
  let previous: (readonly number[])[] = [];
  for (let level = 0; level < levels; level++) {
    const h = firstStep / 2 ** level;
    const ahead = g(h);
    const behind = g(-h);
    const noise = best.map((_, k) => (rounding * Math.max(Math.abs(at(ahead, k)), Math.abs(at(behind, k)))) / h);
    const row: (readonly number[])[] = [best.map((_, k) => (at(ahead, k) - at(behind, k)) / (2 * h))];
    for (let order = 1; order <= level; order++) {
      const finer = row[order - 1] ?? [];
      const coarser = previous[order - 1] ?? [];
      const next = finer.map((value, k) => value + (value - at(coarser, k)) / (4 ** order - 1));
      row.push(next);
      best = best.map((estimate, k) => {
        const value = at(next, k);
        const error = Math.max(Math.abs(value - at(finer, k)), Math.abs(value - at(coarser, k))) + at(noise, k);
        return error < estimate.error ? { value, error } : estimate;
      });
    }
    previous = row;
  }
  return best;
};

const at = (values: readonly number[], k: number): number => values[k] ?? Number.NaN;

/**
 * Central differences do not see a kink at 0 itself, where the slopes of both sides differ. The difference of these
 * slopes shrinks with the step where g is smooth, and does not where it is not.
 */
const hasKink = (g: (step: number) => number, firstStep: number, { value }: Estimate): boolean => {
  const center = g(0);
  const difference = (h: number): number => Math.abs(g(h) - 2 * center + g(-h)) / h;
  const coarse = firstStep / 100;
  const fine = coarse / 64;
  const rest = difference(fine);
  return rest > 1e-6 * Math.max(1, Math.abs(center), Math.abs(value)) && difference(coarse) < 8 * rest;
};

/** The derivative at 0 of a scalar function of one number. */
export const derivativeAtZero = (g: (step: number) => number, firstStep: number): Estimate =>
  derivativesAtZero((step) => [g(step)], firstStep)[0] ?? unreliable;

/** |a - b| relative to max(1, |a|, |b|); NaN where exactly one of them is NaN. */
export const relativeError = (a: number, b: number): number => {
  if (Object.is(a, b) || a === b) return 0;
  return Math.abs(a - b) / Math.max(1, Math.abs(a), Math.abs(b));
};
