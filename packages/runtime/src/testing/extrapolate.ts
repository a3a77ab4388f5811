/** Rows of the extrapolation table; each halves the step. */
const rows = 16;

/**
 * The derivative of `f` at `x` from central differences, Richardson-extrapolated to step 0.
 *
 * Ridders' method (Advances in Engineering Software 4, 1982): of all entries of the table the one with the smallest estimated error is
 * taken, so steps that leave f's domain or cross into another branch do no harm as long as the smaller ones do not.
 * NaN if f is finite on no pair of steps. About 1e-12 of f's own magnitude is the best that can be had.
 */
export function extrapolate(f: (x: number) => number, x: number, step = 0.04 * Math.max(1, Math.abs(x))): number {
  return extrapolated(f, x, { step, above: 1, below: -1, order: 4 });
}

/** The derivative from one side: of the branch that f takes there. */
export function extrapolateFrom(side: 1 | -1): (f: (x: number) => number, x: number) => number {
  return (f, x) => extrapolated(f, x, { step: 0.04 * Math.max(1, Math.abs(x)), above: side, below: 0, order: 2 });
}

interface Scheme {
  readonly step: number;
  /** Where f is evaluated, in steps from x. */
  readonly above: number;
  readonly below: number;
  /** What halving the step divides the leading error by. */
  readonly order: number;
}

function extrapolated(f: (x: number) => number, x: number, scheme: Scheme): number {
  let best = Number.NaN;
  let bestError = Number.POSITIVE_INFINITY;
  let previous: number[] = [];
  let h = scheme.step;
  for (let row = 0; row < rows; row++, h /= 2) {
    const up = x + scheme.above * h;
    const down = x + scheme.below * h;
    const above = f(up);
    const below = f(down);
    const current = [(above - below) / (up - down)];
    if (!Number.isFinite(current[0])) {
      previous = [];
      continue;
    }
    if (Number.isNaN(best)) best = current[0]!;
    // Small steps amplify rounding, and neighbours may agree by chance.
    const rounding = (2 ** -52 * Math.max(Math.abs(above), Math.abs(below))) / h;
    let weight = 1;
    for (let column = 0; column < previous.length; column++) {
      weight *= scheme.order;
      const coarse = previous[column]!;
      const fine = current[column]!;
      const entry = fine + (fine - coarse) / (weight - 1);
      current.push(entry);
      const error = Math.max(rounding, Math.abs(entry - fine), Math.abs(entry - coarse));
      if (error < bestError) {
        best = entry;
        bestError = error;
      }
    }
    // From here on every entry is worse.
    if (rounding > bestError) break;
    previous = current;
  }
  return best;
}
