// Tables of functions that are returned, kept, listed and chosen, and that nobody changes.
type Activation = { f: (v: number) => number; gain: number };
const smooth: Activation = { f: Math.tanh, gain: 2 };
const sharp: Activation = { f: (v) => (v > 0 ? v : 0.1 * v), gain: 0.5 };
const all = [smooth, sharp];
const byName = { smooth, sharp };
const pick = (k: number): Activation => (k > 0 ? smooth : sharp);

class Layer {
  readonly activation: Activation;
  weights: number[] = [];
  constructor(activation: Activation) {
    this.activation = activation;
  }
  run(v: number): number {
    const { f, gain } = this.activation;
    this.weights[this.weights.length] = v;
    return f(v) * gain + this.weights.length;
  }
}

export function f(x: number[]): number {
  let sum = 0;
  const counts: Record<string, number> = {};
  for (const v of x) {
    sum += pick(v).f(v) * pick(v).gain + new Layer(pick(-v)).run(v);
    counts[v > 0 ? "up" : "down"] = (counts[v > 0 ? "up" : "down"] ?? 0) + v * v;
  }
  for (const one of all) sum += one.f(x[0]) * one.gain;
  return sum + byName.smooth.f(x[1]) + smooth.f(x[0]) * sharp.f(x[1]) + (counts.up ?? 0) * x[0];
}
export const wrt = 0;
export const inputs = [[[1.3, -0.7]], [[0.4, 2.1]]];
