/** Derivatives for which f runs once for each number, where helpers hand on an argument as it is or make another: f changes only its own. */
import { customVjp, grad, hessian, jacobian } from "cotangent";
import { numGrad, same } from "./_same.js";

const difference = (xs: number[], d: number): number[] =>
  d <= 0
    ? xs
    : difference(
        xs.slice(1).map((x, i) => x - xs[i]),
        d - 1,
      );

function scaled(xs: number[], by: number): number[] {
  if (by === 1) return xs;
  const made = [...xs];
  for (let i = 0; i < made.length; i++) made[i] *= by;
  return made;
}

class Window {
  private readonly last: number[] = [];
  constructor(private readonly size: number) {}
  push(v: number): void {
    this.last.push(v);
    if (this.last.length > this.size) this.last.shift();
  }
  get sum(): number {
    return this.last.reduce((a, b) => a + b, 0);
  }
}

function loss([a, b, c]: number[], series: number[], d: number): number {
  const window = new Window(2);
  let sum = 0;
  for (const x of scaled(difference(series, d), d === 1 ? 1 : 0.5)) {
    const r = x - a * window.sum - Math.tanh(b);
    window.push(r * c);
    sum += r * r;
  }
  return sum;
}

const series = [1, 1.4, 1.3, 1.9, 2.2];
const at = [0.3, -0.4, 1.2];
for (const d of [0, 1, 2]) {
  const columns = at.map((_, i) => numGrad((x) => grad(loss)(x, series, d)[i], at));
  same(`hessian, ${d}`, hessian(loss)(at, series, d), columns);
}

function residuals(x: number[], series: number[], d: number): number[] {
  const kept = difference(series, d);
  const own = scaled(kept.slice(0, 3), 1);
  for (let i = 0; i < own.length; i++) own[i] = own[i] * x[0] + x[1] ** 2;
  return own;
}
same("by columns", jacobian(residuals, { mode: "forward" })([0.5, 2], series, 0), [
  [1, 4],
  [1.4, 4],
  [1.3, 4],
]);

// A rule's function is looked at in the same way.
const energy = customVjp(
  (xs: number[], d: number): number => scaled(difference(xs, d), 2).reduce((s, v) => s + v * v, 0),
  (bar, _y, xs: number[], d: number) => [d === 0 ? xs.map((v) => 8 * v * bar) : grad(plainEnergy)(xs, d), 0],
);
function plainEnergy(xs: number[], d: number): number {
  return 4 * difference(xs, d).reduce((s, v) => s + v * v, 0);
}
same("rule", grad(energy)([1, 3, 2], 0), [8, 24, 16]);
same("rule, 1", grad(energy)([1, 3, 2], 1), [-16, 24, -8]);

export { results } from "./_same.js";
