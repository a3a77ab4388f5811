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
  let best = Number.NaN;
  let bestError = Number.POSITIVE_INFINITY;
  let previous: number[] = [];
  let h = step;
  for (let row = 0; row < rows; row++, h /= 2) {
    const up = x + h;
    const down = x - h;
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
      weight *= 4;
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
