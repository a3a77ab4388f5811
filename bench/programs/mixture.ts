import { valueAndGrad } from "cotangent";

function logSumExp(xs: Float64Array): number {
  let highest = xs[0]!;
  for (let k = 1; k < xs.length; k++) highest = Math.max(highest, xs[k]!);
  let total = 0;
  for (let k = 0; k < xs.length; k++) total += Math.exp(xs[k]! - highest);
  return highest + Math.log(total);
}

function sum(xs: Float64Array): number {
  let total = 0;
  for (let j = 0; j < xs.length; j++) total += xs[j]!;
  return total;
}

function exponentials(xs: Float64Array): Float64Array {
  const result = new Float64Array(xs.length);
  for (let j = 0; j < xs.length; j++) result[j] = Math.exp(xs[j]!);
  return result;
}

/** |Q (x - mean)|², where Q has the given diagonal, and below it the rows of `lower` one after the other. */
function squaredDistance(x: Float64Array, mean: Float64Array, diagonal: Float64Array, lower: Float64Array): number {
  let total = 0;
  let at = 0;
  for (let j = 0; j < x.length; j++) {
    let q = diagonal[j]! * (x[j]! - mean[j]!);
    for (let c = 0; c < j; c++) q += lower[at++]! * (x[c]! - mean[c]!);
    total += q * q;
  }
  return total;
}

/** The log-likelihood of a mixture of Gaussians, up to a constant, in the parametrization of ADBench. */
export function primal(
  alphas: Float64Array,
  means: Float64Array[],
  logDiagonals: Float64Array[],
  lowers: Float64Array[],
  xs: Float64Array[],
): number {
  const diagonals = logDiagonals.map((row) => exponentials(row));
  const offsets = new Float64Array(alphas.length);
  for (let k = 0; k < alphas.length; k++) offsets[k] = alphas[k]! + sum(logDiagonals[k]!);
  let total = 0;
  for (let i = 0; i < xs.length; i++) {
    const terms = new Float64Array(alphas.length);
    for (let k = 0; k < alphas.length; k++) {
      terms[k] = offsets[k]! - 0.5 * squaredDistance(xs[i]!, means[k]!, diagonals[k]!, lowers[k]!);
    }
    total += logSumExp(terms);
  }
  return total - xs.length * logSumExp(alphas);
}

export const derivative = valueAndGrad(primal, { wrt: [0, 1, 2, 3] });
