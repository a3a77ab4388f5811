/** Markers within functions, loops and blocks of a module: what the marked function uses from around it. */
import { grad, hessian, hvp, jvp, valueAndGrad } from "cotangent";
import { num, numGrad, same } from "./_same.js";

interface Net {
  w: number[];
  b: number[];
}
const output = (x: number, net: Net): number => net.w.reduce((s, w, i) => s + Math.tanh(w * x + net.b[i]), 0);

/** A loss with a derivative of the network in it, which constants of the function hold. */
function residual(net: Net, xs: readonly number[]): number {
  const slope = grad(output);
  const curvature = grad((x: number, of: Net) => slope(x, of));
  let loss = slope(0, net) ** 2;
  for (const x of xs) loss += (curvature(x, net) + output(x, net)) ** 2;
  return loss;
}
const netOf = (v: readonly number[]): Net => ({ w: v.slice(0, 2), b: v.slice(2) });
function residualByHand(v: readonly number[], xs: readonly number[]): number {
  const { w, b } = netOf(v);
  const at = (x: number) => w.map((a, i) => Math.tanh(a * x + b[i]));
  const sum = (terms: readonly number[]) => terms.reduce((p, q) => p + q, 0);
  const slope = sum(at(0).map((t, i) => w[i] * (1 - t * t)));
  return xs.reduce((loss, x) => {
    const curvature = sum(at(x).map((t, i) => -2 * w[i] ** 2 * t * (1 - t * t)));
    return loss + (curvature + sum(at(x))) ** 2;
  }, slope ** 2);
}
const V = [0.4, -1.1, 0.2, 0.7];
const xs = [0.1, 0.8];
same("residual", residual(netOf(V), xs), residualByHand(V, xs));
const g = grad(residual)(netOf(V), xs);
same(
  "by weights",
  [...g.w, ...g.b],
  numGrad((v) => residualByHand(v, xs), V),
);

/** Another name of a function, a derivative of it, a text, an array and a shorthand property. */
function inPlace(k: number, kind: string, weights: readonly number[]) {
  const shape = (x: number): number => Math.max(0, x) ** 3;
  const act = shape;
  const slope = grad(act);
  const scaled = grad((x: number) => slope(x) * k);
  const f = (x: number[]): number => {
    const held = { k, weights };
    return x.reduce((s, v, i) => s + scaled(v) * v * held.k * held.weights[i] * (kind === "double" ? 2 : 1), 0);
  };
  return { grad: grad(f)([1, 2]), product: hvp(f)([1, 2], [1, 3]), square: hessian(f)([1, 2]) };
}
const made = inPlace(2, "double", [1, 3]);
// f is 6 k² v² times the weight and 2.
same("gradient in a function", made.grad, [96, 576]);
same("product in a function", made.product, [96, 864]);
same("Hessian in a function", made.square, [
  [96, 0],
  [0, 288],
]);

for (const n of [1, 2, 3]) {
  for (let i = 0; i < 2; i++) {
    const label = `power ${n}`;
    const f = (x: number): number => (label === "power 2" ? 10 : 1) * x ** n * (i + 1);
    const byHand = (x: number): number => (n === 2 ? 10 : 1) * n * x ** (n - 1) * (i + 1);
    same(`${label}, ${i}`, grad(f)(1.5), byHand(1.5));
    same(`${label}, ${i}, forward`, jvp(f)([1.5], [2]).tangent, 2 * byHand(1.5));
    same(`${label}, ${i}, twice`, grad(grad(f))(1.5), num(byHand, 1.5));
  }
}

let started = 0;
{
  let factor = 3;
  function scaled(x: number): number {
    return x * factor;
  }
  const first = grad(scaled)(1);
  factor = 7;
  same("a variable of a block", [first, grad(scaled)(1)], [3, 7]);
  started++;
}
try {
  throw new RangeError("four");
} catch (error) {
  const { length } = (error as RangeError).message;
  same("in catch", valueAndGrad((x: number) => x * length)(2), { value: 8, grad: 4 });
}
switch (started) {
  case 1: {
    const q = 5;
    same("in switch", grad((x: number) => x * x * q)(1), 10);
  }
}

export { results } from "./_same.js";
