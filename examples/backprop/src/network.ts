import { grad, valueAndGrad } from "cotangent";
import { randomFrom } from "./random.js";

/** Two layers of weights: from the inputs to the hidden units, and from those to one score for each species. */
export interface Network {
  readonly hidden: Float64Array[];
  readonly hiddenBias: Float64Array;
  readonly output: Float64Array[];
  readonly outputBias: Float64Array;
}

/** weights · x + bias */
function affine(weights: Float64Array[], bias: Float64Array, x: Float64Array): Float64Array {
  const result = new Float64Array(bias.length);
  for (let i = 0; i < bias.length; i++) {
    const row = weights[i]!;
    let sum = bias[i]!;
    for (let j = 0; j < x.length; j++) sum += row[j]! * x[j]!;
    result[i] = sum;
  }
  return result;
}

/** One score for each species; the highest wins. */
export function scores(network: Network, x: Float64Array): Float64Array {
  const hidden = affine(network.hidden, network.hiddenBias, x);
  for (let i = 0; i < hidden.length; i++) hidden[i] = Math.tanh(hidden[i]!);
  return affine(network.output, network.outputBias, hidden);
}

/** The mean cross-entropy of the softmax of the scores. */
export function loss(network: Network, measurements: Float64Array[], species: number[]): number {
  let total = 0;
  for (let n = 0; n < measurements.length; n++) {
    const z = scores(network, measurements[n]!);
    let highest = z[0]!;
    for (let k = 1; k < z.length; k++) highest = Math.max(highest, z[k]!);
    let sum = 0;
    for (let k = 0; k < z.length; k++) sum += Math.exp(z[k]! - highest);
    total += highest + Math.log(sum) - z[species[n]!]!;
  }
  return total / measurements.length;
}

/** The derivative of the loss by every weight and bias, in the shape of the network. */
export const lossGradient = grad(loss);
export const lossWithGradient = valueAndGrad(loss);

/** A network with small random weights that depend on the seed alone, and no bias. */
export function createNetwork(inputs: number, hidden: number, outputs: number, seed: number): Network {
  const random = randomFrom(seed);
  const weights = (rows: number, columns: number): Float64Array[] =>
    Array.from({ length: rows }, () =>
      Float64Array.from({ length: columns }, () => (2 * random() - 1) / Math.sqrt(columns)),
    );
  return {
    hidden: weights(hidden, inputs),
    hiddenBias: new Float64Array(hidden),
    output: weights(outputs, hidden),
    outputBias: new Float64Array(outputs),
  };
}
