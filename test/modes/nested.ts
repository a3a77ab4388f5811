/** Derivatives inside of differentiated functions: guards, powers at 0, memory, recursion, records, training loops. */
import { grad, jvp, valueAndGrad } from "cotangent";
import { num, numGrad, same } from "./_same.js";

const logsq = (x: number): number => Math.log(x) ** 2;
const gl = (x: number): number => grad(logsq)(x);
same("logsq at 1", grad(gl)(1), 2);
const sq = (x: number): number => Math.sqrt(x) * Math.log(x);
const gs = (x: number) => grad(sq)(x);
const ggs = (x: number) => grad(gs)(x);
const gggs = (x: number) => grad(ggs)(x);
same("sq2", grad(gs)(1), num(grad(sq), 1));
same("sq3", grad(ggs)(1.3), num(grad(gs), 1.3));
same("sq4", grad(gggs)(1), num(grad(ggs), 1));
const dirn = (v: number): number => jvp((x: number) => Math.log(x))([2], [v]).tangent;
same("dir 0", grad(dirn)(0), 0.5);
const quart = (x: number) => x ** 4;
const q1 = (x: number) => grad(quart)(x),
  q2 = (x: number) => grad(q1)(x),
  q3 = (x: number) => grad(q2)(x);
same("x^4", [grad(quart)(0), grad(q1)(0), grad(q2)(0), grad(q3)(0)], [0, 0, 0, 24]);
const cub = (x: number) => x * x * x * x;
const c1 = (x: number) => grad(cub)(x),
  c2 = (x: number) => grad(c1)(x),
  c3 = (x: number) => grad(c2)(x);
same("xxxx", [grad(cub)(0), grad(c1)(0), grad(c2)(0), grad(c3)(0)], [0, 0, 0, 24]);
// arrays, loops
function chain(x: number[]): number {
  let s = 1;
  for (let i = 0; i < x.length; i++) {
    if (x[i] > 2) continue;
    s = Math.sin(s * x[i]) + s;
  }
  return s;
}
function norm2(x: number[]): number {
  const d = grad(chain)(x);
  let s = 0;
  for (const v of d) s += v * v;
  return s;
}
const X = [0.5, 1.2, 3, -0.7];
same("norm2", grad(norm2)(X), numGrad(norm2, X));
function inplace(x: number[]): number {
  const a = x.slice();
  for (let k = 0; k < 3; k++) for (let i = 1; i < a.length; i++) a[i] = a[i] * a[i - 1] + Math.cos(a[i]);
  return a.reduce((p, q) => p + q * q, 0);
}
const inp = (x: number[]) => {
  const g = grad(inplace)(x);
  return g[0] * g[1] + Math.sin(g[2]);
};
same("inplace", grad(inp)(X), numGrad(inp, X), 1e-5);
// recursion
const fib = (n: number, x: number): number => (n < 2 ? x ** n : fib(n - 1, x) * Math.sin(fib(n - 2, x) + x));
const fi = (x: number): number => fib(6, x);
const g1 = (x: number) => grad(fi)(x);
same("recursion", grad(g1)(0.7), num(grad(fi), 0.7));
// mutual
interface P {
  a: number;
  b: number[];
  t: string;
}
const rec = (p: P): number => p.a * p.b[0] + Math.exp(p.b[1] * p.a);
const recg = (p: P): number => {
  const g = grad(rec)(p);
  return g.a * g.b[1] + g.b[0];
};
same("record", grad(recg)({ a: 0.3, b: [1, 2], t: "x" }), {
  a: num((a) => recg({ a, b: [1, 2], t: "x" }), 0.3),
  b: [num((b) => recg({ a: 0.3, b: [b, 2], t: "x" }), 1), num((b) => recg({ a: 0.3, b: [1, b], t: "x" }), 2)],
});
// learning rate
const loss = (w: number[]): number => (w[0] - 1) ** 2 + 3 * (w[1] + w[0] * w[1] - 2) ** 2;
function train(lr: number): number {
  let w = [0.1, 0.2];
  for (let k = 0; k < 5; k++) {
    const { grad: g } = valueAndGrad(loss)(w);
    w = w.map((v, i) => v - lr * g[i]);
  }
  return loss(w);
}
same("train", grad(train)(0.01), num(train, 0.01));
function train2(lr: number): number {
  const w = new Float64Array([0.1, 0.2]);
  const L = (w: Float64Array): number => (w[0] - 1) ** 2 + 3 * (w[1] + w[0] * w[1] - 2) ** 2;
  for (let k = 0; k < 5; k++) {
    const g = grad(L)(w);
    for (let i = 0; i < 2; i++) w[i] -= lr * g[i];
  }
  return L(w);
}
same("train2", grad(train2)(0.01), num(train2, 0.01));

export { results } from "./_same.js";
