/** `into` inside of a differentiated function: a training loop with a buffer, records, two parameters, a buffer that does not fit. */
import { grad, hessian, hvp, jacobian, valueAndGrad } from "cotangent";
import { num, numGrad, same } from "./_same.js";

const L = (w: number[], k: number): number => {
  let s = 0;
  for (let i = 0; i < w.length; i++) s += (w[i] - k * i) ** 2 + Math.sin(w[i] * k);
  return s;
};
function train(rate: number): number {
  const gradient = grad(L, { into: true });
  const buffer = [0, 0, 0];
  const w = [0.1, 0.4, -0.3];
  for (let t = 0; t < 5; t++) {
    gradient(buffer, w, 0.7);
    for (let i = 0; i < 3; i++) w[i] -= rate * buffer[i];
  }
  return L(w, 0.7) + buffer[1];
}
const trainRef = (rate: number): number => {
  let g = [0, 0, 0];
  let w = [0.1, 0.4, -0.3];
  for (let t = 0; t < 5; t++) {
    g = w.map((v, i) => 2 * (v - 0.7 * i) + 0.7 * Math.cos(v * 0.7));
    w = w.map((v, i) => v - rate * g[i]);
  }
  return L(w, 0.7) + g[1];
};
same("train value", train(0.1), trainRef(0.1));
same("train", grad(train)(0.1), num(trainRef, 0.1));
same(
  "train 2",
  grad(grad(train))(0.1),
  num((r) => num(trainRef, r), 0.1),
  1e-4,
);
interface P {
  a: number;
  b: number[];
  m: number[][];
}
const E = (p: P, x: number): [number, number[]] => {
  const y = p.b.map((v, i) => v * p.a * p.m[i][0] * x);
  return [y.reduce((s, v) => s + v * v, 0), y];
};
function use(p: P, x: number): number {
  const buf: P = { a: 7, b: [7, 7], m: [[7], [7]] };
  const r = valueAndGrad(E, { aux: true, into: true })(buf, p, x);
  const q = valueAndGrad(E, { aux: true, into: true, wrt: [0, 1] })([{ a: 0, b: [0, 0], m: [[0], [0]] }, 0], p, x);
  return r.value + buf.a * buf.b[1] + r.grad.m[0][0] * r.aux[0] + q.grad[1] ** 2;
}
const useRef = (v: readonly number[], x: number): number => {
  const [a, b0, b1, m0, m1] = v as [number, number, number, number, number];
  const y = [b0 * a * m0 * x, b1 * a * m1 * x];
  const s = y[0] ** 2 + y[1] ** 2;
  return s + ((2 * s) / a) * (2 * y[1] * a * m1 * x) + 2 * y[0] * b0 * a * x * y[0] + ((2 * s) / x) ** 2;
};
const at = [0.5, 0.3, -0.8, 1.2, 0.6];
const un = (v: readonly number[]): P => ({ a: v[0], b: [v[1], v[2]], m: [[v[3]], [v[4]]] });
{
  const g = grad(use)(un(at), 1.3);
  same(
    "records",
    [g.a, ...g.b, g.m[0][0], g.m[1][0]],
    numGrad((v) => useRef(v, 1.3), at),
  );
}
same(
  "records x",
  grad(use, { wrt: 1 })(un(at), 1.3),
  num((x) => useRef(at, x), 1.3),
);
const bad = (w: number[]): number => grad(L, { into: true })([0], w, 1)[0];
let text = "";
try {
  grad(bad)([1, 2]);
} catch (e) {
  text = (e as Error).message;
}
same("misfit", text, "the gradient of L does not fit: into has 1 elements, and not 2");

// What only the buffer is for may run as often as a Hessian or a Jacobian needs it: nobody sees the buffer.
const potential = (w: number[], a: number): number => w.reduce((s, v) => s + a * v ** 3, 0);
const slope = grad(potential, { into: true });
const slopes = (w: number[], a: number): number[] => slope(new Array(w.length).fill(0), w, a);
const steepness = (w: number[], a: number): number => {
  const buffer = w.map(() => 0);
  slope(buffer, w, a);
  return buffer.reduce((s, v) => s + v * v, 0);
};
const curved = [
  [432, 0],
  [0, 1728],
];
same("Hessian through a buffer", hessian(steepness)([1, 2], 2), curved);
same("Hessian by another parameter", hessian(steepness, { wrt: 1 })([1, 2], 2), 18 + 288);
same("product through a buffer", hvp(steepness)([1, 2], 2, [1, 1]), [432, 1728]);
same("pattern through a buffer", hessian(steepness, { sparsity: "detect" })([1, 2], 2).values, [432, 1728]);
const bent = [
  [12, 0],
  [0, 24],
];
same("rows through a buffer", jacobian(slopes, { mode: "reverse" })([1, 2], 2), bent);
same("columns through a buffer", jacobian(slopes, { mode: "forward" })([1, 2], 2), bent);

export { results } from "./_same.js";
