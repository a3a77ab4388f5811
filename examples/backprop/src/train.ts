import type { Flowers } from "./iris.js";
import { lossWithGradient, type Network, scores } from "./network.js";

/** Moves the network one step against its gradient, in place; gives the loss before the step. */
export function step(network: Network, flowers: Flowers, rate: number): number {
  const { value, grad } = lossWithGradient(network, flowers.measurements, flowers.species);
  descend(network.hidden, grad.hidden, rate);
  descend([network.hiddenBias], [grad.hiddenBias], rate);
  descend(network.output, grad.output, rate);
  descend([network.outputBias], [grad.outputBias], rate);
  return value;
}

function descend(weights: readonly Float64Array[], gradient: readonly Float64Array[], rate: number): void {
  for (const [i, row] of weights.entries()) {
    for (const j of row.keys()) row[j]! -= rate * gradient[i]![j]!;
  }
}

/** Gradient descent on all flowers at once; gives the loss before every step. */
export function train(
  network: Network,
  flowers: Flowers,
  options: { readonly steps: number; readonly rate: number; readonly onStep?: (step: number, loss: number) => void },
): number[] {
  const losses: number[] = [];
  for (let s = 0; s < options.steps; s++) {
    const loss = step(network, flowers, options.rate);
    losses.push(loss);
    options.onStep?.(s + 1, loss);
  }
  return losses;
}

/** The species that the network takes a flower for. */
export function classify(network: Network, x: Float64Array): number {
  const z = scores(network, x);
  return z.indexOf(Math.max(...z));
}

/** Counts of flowers: a row for each species, a column for what the network said. */
export function confusion(network: Network, flowers: Flowers, species: number): number[][] {
  const counts = Array.from({ length: species }, () => new Array<number>(species).fill(0));
  for (const [n, x] of flowers.measurements.entries()) counts[flowers.species[n]!]![classify(network, x)]!++;
  return counts;
}

/** The share of flowers on the diagonal. */
export function accuracy(counts: readonly (readonly number[])[]): number {
  const right = counts.reduce((sum, row, s) => sum + row[s]!, 0);
  const all = counts.flat().reduce((sum, count) => sum + count, 0);
  return right / all;
}
