/** What this module keeps to itself: a table of rows, a class with a computed static, and a state that changes. */
const layers = [
  [0.5, 1],
  [2, -0.25],
];
class Scale {
  static readonly unit = Math.sqrt(2);
  constructor(private readonly factor: number) {}
  of(x: number): number {
    return (x * this.factor) / Scale.unit;
  }
}
let momentum = 0;
let steps = 0;

export const reset = (to: number): void => {
  momentum = to;
  steps = 0;
};
export const numberOfSteps = (): number => steps;

export function predict(weights: readonly number[], x: number): number {
  steps++;
  const scale = new Scale(1 + momentum);
  let sum = 0;
  for (const [bias, factor] of layers) sum += Math.tanh(bias! + factor! * scale.of(weights[0]! * x)) * weights[1]!;
  return sum + momentum * steps;
}
