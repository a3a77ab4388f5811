/** Checkpointed loops whose state holds lists of lists, at second order: a list and its rows are handled as one there. */
import { checkpointedLoop, grad, hvp } from "cotangent";
import { numGrad, same } from "./_same.js";

function multiply(a: number[][], b: number[][]): number[][] {
  const product: number[][] = [];
  for (let i = 0; i < 2; i++) {
    const row: number[] = [];
    for (let j = 0; j < 2; j++) {
      let sum = 0;
      for (let k = 0; k < 2; k++) sum += a[i]![k]! * b[k]![j]!;
      row.push(sum);
    }
    product.push(row);
  }
  return product;
}

interface State {
  readonly m: number[][];
  readonly t: number;
}

const step = (s: State, k: number, x: number[]): State => ({
  m: multiply(s.m, [
    [x[0]!, 0.1],
    [0.2, x[1]!],
  ]),
  t: s.t + k * x[0]! * s.t,
});

function powers(x: number[]): number {
  const start: State = {
    m: [
      [1, 0],
      [0, 1],
    ],
    t: x[1]!,
  };
  const { m, t } = checkpointedLoop(5, start, (s, k) => step(s, k, x), { snapshots: 2 });
  return m[0]![0]! * m[1]![0]! + m[0]![1]! + t;
}

const squares = (x: number[]): number =>
  checkpointedLoop(
    3,
    [
      [x[0]!, x[1]!],
      [0.1, 0.2],
    ],
    (m) => multiply(m, m),
    { snapshots: 2 },
  )[0]![1]!;

const x = [0.6, 0.8];
const v = [0.3, -0.7];
/** The derivative of a gradient along v. */
function along(gradient: (x: number[]) => number[]): number[] {
  const at = (h: number): number[] => gradient(x.map((one, i) => one + h * v[i]!));
  const d = (h: number): number[] => at(h).map((one, i) => (one - at(-h)[i]!) / (2 * h));
  const [coarse, fine] = [d(1e-3), d(5e-4)];
  return fine.map((one, i) => (4 * one - coarse[i]!) / 3);
}

same("powers", grad(powers)(x), numGrad(powers, x));
same("powers, along v", hvp(powers)(x, v), along(grad(powers)), 1e-7);
same("squares", grad(squares)(x), numGrad(squares, x));
same("squares, along v", hvp(squares)(x, v), along(grad(squares)), 1e-7);

export { results } from "./_same.js";
