interface Gates {
  i: Float64Array;
  f: Float64Array;
  o: Float64Array;
  g: Float64Array;
}
interface Cell {
  /** For each gate the rows of [x, h, 1]. */
  readonly weights: Record<keyof Gates, Float64Array>;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

function gate(w: Float64Array, input: Float64Array, n: number, squash: (x: number) => number): Float64Array {
  const width = input.length;
  const out = new Float64Array(n);
  for (let r = 0; r < n; r++) {
    const row = w.subarray(r * width, (r + 1) * width);
    let s = 0;
    for (let j = 0; j < width; j++) s += row[j] * input[j];
    out[r] = squash(s);
  }
  return out;
}

function step({ weights }: Cell, hidden: number, x: number, h: Float64Array, c: Float64Array): [Float64Array, Float64Array] {
  const input = new Float64Array(hidden + 2);
  input[0] = x;
  input.set(h, 1);
  input[hidden + 1] = 1;
  const gates: Gates = {
    i: gate(weights.i, input, hidden, sigmoid),
    f: gate(weights.f, input, hidden, sigmoid),
    o: gate(weights.o, input, hidden, sigmoid),
    g: gate(weights.g, input, hidden, Math.tanh),
  };
  const nextC = c.map((v, k) => gates.f[k] * v + gates.i[k] * gates.g[k]);
  return [nextC.map((v, k) => gates.o[k] * Math.tanh(v)), nextC];
}

/** Mean squared error of predicting the next value from the first hidden unit. */
export function f(cell: Cell, hidden: number, sequence: readonly number[]): number {
  let [h, c]: [Float64Array, Float64Array] = [new Float64Array(hidden), new Float64Array(hidden)];
  let loss = 0;
  for (let t = 0; t + 1 < sequence.length; t++) {
    [h, c] = step(cell, hidden, sequence[t], h, c);
    loss += (h[0] - sequence[t + 1]) ** 2;
  }
  return loss / (sequence.length - 1);
}

export const wrt = 0;
export const inputs = [
  [{ weights: { i: Float64Array.of(0.4, -0.2, 0.1), f: Float64Array.of(0.3, 0.5, 1), o: Float64Array.of(-0.6, 0.2, 0), g: Float64Array.of(0.9, -0.7, 0.05) } }, 1, [0.2, 0.5, -0.3, 0.4]],
];
