/** checkpoint: the reverse sweep runs the function again. */
import { checkpoint, customVjp, grad, hessian, hvp, jvp } from "cotangent";
import { num, numGrad, same } from "./_same.js";

const body = checkpoint((x: number[], k: number): number[] => {
  const y = x.slice();
  for (let i = 1; i < y.length; i++) y[i] = Math.sin(y[i] * y[i - 1] + k);
  return y;
});
const loss = (x: number[], k: number): number => {
  let y = x;
  for (let t = 0; t < 4; t++) y = body(y, k * t);
  return y[0] * y[1] + y[2];
};
const X = [0.5, 1.2, 0.3];
same("checkpoint", grad(loss, { wrt: [0, 1] })(X, 0.4), [numGrad((x) => loss(x, 0.4), X), num((k) => loss(X, k), 0.4)]);
same(
  "checkpoint jvp",
  jvp(loss)([X, 0.4], [[1, 2, 3], 0]).tangent,
  numGrad((x) => loss(x, 0.4), X).reduce((s, v, i) => s + v * (i + 1), 0),
);
same(
  "checkpoint scalar",
  grad((x: number) => checkpoint((v: number) => Math.exp(v) * v)(x) ** 2)(0.5),
  num((x) => (Math.exp(x) * x) ** 2, 0.5),
);

// an inner gradient in a checkpoint, whose arguments are records of different types
interface Weights {
  a: number[];
  b: number;
}
interface Task {
  xs: number[];
  target: number;
}
const taskLoss = ({ a, b }: Weights, { xs, target }: Task): number => {
  let s = b;
  for (let i = 0; i < a.length; i++) s += a[i] * Math.sin(xs[i] * b);
  return (s - target) ** 2;
};
const taskGradient = grad(taskLoss);
const adapted = checkpoint((w: Weights, task: Task, rate: number): Weights => {
  const g = taskGradient(w, task);
  return { a: w.a.map((v, i) => v - rate * g.a[i]), b: w.b - rate * g.b };
});
const tasks: Task[] = [
  { xs: [1, 2], target: 0.3 },
  { xs: [-1, 0.5], target: -1 },
];
const afterTwo = (w: Weights, rate: number): number =>
  tasks.reduce((s, task) => s + taskLoss(adapted(adapted(w, task, rate), task, rate), task), 0);
const start: Weights = { a: [0.4, -0.2], b: 0.7 };
const [byWeights, byRate] = grad(afterTwo, { wrt: [0, 1] })(start, 0.1);
same(
  "adapted, by the weights",
  byWeights.a,
  numGrad((a) => afterTwo({ ...start, a }, 0.1), start.a),
);
same(
  "adapted, by the rate",
  byRate,
  num((rate) => afterTwo(start, rate), 0.1),
);

// A checkpoint of another one: what the inner gives is an argument of the same function.
const wave = (x: number[], k: number): number[] => x.map((v, i) => Math.sin(v * k) + 0.1 * x[(i + 1) % x.length]);
const kept = checkpoint(wave);
const both = checkpoint((x: number[], k: number) => kept(kept(x, k), k * 1.1));
const square = (x: number[]): number => x.reduce((s, v) => s + v * v, 0);
const nested = (x: number[], k: number): number => square(both(both(x, k), k + 0.1));
const plain = (x: readonly number[], k: number): number =>
  square(wave(wave(wave(wave([...x], k), k * 1.1), k + 0.1), (k + 0.1) * 1.1));
const at = [0.3, 0.5, -0.4];
same(
  "nested",
  grad(nested)(at, 1.2),
  numGrad((x) => plain(x, 1.2), at),
);
same(
  "nested, by k",
  grad(nested, { wrt: 1 })(at, 1.2),
  num((k) => plain(at, k), 1.2),
);
same(
  "nested, twice",
  hvp(nested)(at, 1.2, [1, 0.5, -1]),
  numGrad((x) => num((t) => plain([x[0] + t, x[1] + t / 2, x[2] - t], 1.2), 0), at),
  1e-4,
);

/** Checkpoints, rules and derivatives that a class holds. */
class Spring {
  static stiffness = 3;
  static energy = checkpoint((v: number) => v * v * Spring.stiffness);
  static readonly force = grad((v: number) => v ** 4);
  static #damped = customVjp(
    (v: number) => v,
    (w) => [w * 2],
  );
  all(v: number): number {
    return Spring.energy(v) + Spring.force(v) + Spring.#damped(v) + this.apply(Spring.energy, v);
  }
  private apply(f: (v: number) => number, v: number): number {
    return f(v);
  }
}
same("held by a class", grad((v: number) => new Spring().all(v))(2), 12 + 48 + 2 + 12);

/** A derivative of what sees the instance, in a field of it. */
class Spline {
  slope = grad((x: number): number => x ** 3 * this.weight);
  constructor(readonly weight: number) {}
}
same("of the instance", grad((w: number) => new Spline(w).slope(2))(0.3), 12);
same("at a place", grad((x: number) => new Spline(2).slope(x))(2), 24);

/** A checkpoint that calls itself, alone or by another: what it calls is run again with it. */
const tower = checkpoint((x: number, n: number): number => (n === 0 ? x : Math.sin(tower(x, n - 1)) + x * x));
const towerByHand = (x: number, n: number): number => (n === 0 ? x : Math.sin(towerByHand(x, n - 1)) + x * x);
const slopeOfTower = num((x) => towerByHand(x, 5), 0.7);
same("itself", grad(tower)(0.7, 5), slopeOfTower);
same("itself, forward", jvp(tower)([0.7, 5], [1, 0]).tangent, slopeOfTower);
same(
  "itself, twice",
  hessian(tower)(0.7, 5),
  num((x) => num((y) => towerByHand(y, 5), x), 0.7),
  1e-5,
);
const even: (xs: number[], i: number) => number = checkpoint((xs: number[], i: number): number =>
  i < xs.length ? Math.sin(xs[i]) * odd(xs, i + 1) : 1,
);
const odd: (xs: number[], i: number) => number = checkpoint((xs: number[], i: number): number =>
  i < xs.length ? xs[i] ** 2 + even(xs, i + 1) : 2,
);
const inTurn = (xs: readonly number[], i = 0): number => {
  if (i >= xs.length) return i % 2 === 0 ? 1 : 2;
  return i % 2 === 0 ? Math.sin(xs[i]) * inTurn(xs, i + 1) : xs[i] ** 2 + inTurn(xs, i + 1);
};
const turns = [0.4, -0.8, 1.1, 0.3, 0.9];
same("in turn", grad(even)(turns, 0), numGrad(inTurn, turns));
same(
  "in turn, from the other",
  grad(odd)(turns, 1)[4],
  num((x) => inTurn([...turns.slice(0, 4), x], 1), 0.9),
);
same(
  "in turn, in a loop",
  grad((xs: number[]) => [0, 2, 4].reduce((s, i) => s * even(xs, i) + 1, 1))(turns),
  numGrad((xs) => [0, 2, 4].reduce((s, i) => s * inTurn(xs, i) + 1, 1), turns),
);

export { results } from "./_same.js";
