type Gradient = [Float64Array, Float64Array[], Float64Array[], Float64Array[]];

const zeros = (rows: Float64Array[]): Float64Array[] => rows.map((row) => new Float64Array(row.length));

/** The best adjoint that was found by hand: one pass over the data, the residuals of one point in a buffer. */
export function derivative(
  alphas: Float64Array,
  means: Float64Array[],
  logDiagonals: Float64Array[],
  lowers: Float64Array[],
  xs: Float64Array[],
): { value: number; grad: Gradient } {
  const K = alphas.length;
  const n = xs.length;
  const d = means[0]!.length;
  const diagonals = logDiagonals.map((row) => row.map((x) => Math.exp(x)));
  const offsets = alphas.map((alpha, k) => alpha + logDiagonals[k]!.reduce((total, x) => total + x, 0));
  const alphas_bar = new Float64Array(K);
  const means_bar = zeros(means);
  const diagonals_bar = zeros(logDiagonals);
  const lowers_bar = zeros(lowers);
  const terms = new Float64Array(K);
  const residuals = new Float64Array(K * d);
  const q_bars = new Float64Array(d);
  let total = 0;
  for (let i = 0; i < n; i++) {
    const x = xs[i]!;
    let highest = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < K; k++) {
      const mean = means[k]!;
      const diagonal = diagonals[k]!;
      const lower = lowers[k]!;
      let distance = 0;
      let at = 0;
      for (let j = 0; j < d; j++) {
        let q = diagonal[j]! * (x[j]! - mean[j]!);
        for (let c = 0; c < j; c++) q += lower[at++]! * (x[c]! - mean[c]!);
        distance += q * q;
        residuals[k * d + j] = q;
      }
      const term = offsets[k]! - 0.5 * distance;
      terms[k] = term;
      highest = Math.max(highest, term);
    }
    let weights = 0;
    for (let k = 0; k < K; k++) {
      const weight = Math.exp(terms[k]! - highest);
      terms[k] = weight;
      weights += weight;
    }
    total += highest + Math.log(weights);
    // reverse sweep of this point
    for (let k = 0; k < K; k++) {
      const mean = means[k]!;
      const diagonal = diagonals[k]!;
      const lower = lowers[k]!;
      const mean_bar = means_bar[k]!;
      const diagonal_bar = diagonals_bar[k]!;
      const lower_bar = lowers_bar[k]!;
      const term_bar = terms[k]! / weights;
      alphas_bar[k]! += term_bar;
      for (let j = 0; j < d; j++) q_bars[j] = -term_bar * residuals[k * d + j]!;
      for (let c = 0; c < d; c++) {
        const y = x[c]! - mean[c]!;
        const q_bar = q_bars[c]!;
        let y_bar = q_bar * diagonal[c]!;
        diagonal_bar[c]! += q_bar * y;
        let at = (c * (c + 3)) / 2;
        for (let j = c + 1; j < d; j++) {
          const q_bar = q_bars[j]!;
          lower_bar[at]! += q_bar * y;
          y_bar += q_bar * lower[at]!;
          at += j;
        }
        mean_bar[c]! -= y_bar;
      }
    }
  }
  // what does not depend on the data
  let highest = alphas[0]!;
  for (let k = 1; k < K; k++) highest = Math.max(highest, alphas[k]!);
  let weights = 0;
  for (let k = 0; k < K; k++) weights += Math.exp(alphas[k]! - highest);
  for (let k = 0; k < K; k++) {
    const offset_bar = alphas_bar[k]!;
    for (let j = 0; j < d; j++) diagonals_bar[k]![j] = diagonals_bar[k]![j]! * diagonals[k]![j]! + offset_bar;
    alphas_bar[k] = offset_bar - (n * Math.exp(alphas[k]! - highest)) / weights;
  }
  return {
    value: total - n * (highest + Math.log(weights)),
    grad: [alphas_bar, means_bar, diagonals_bar, lowers_bar],
  };
}
