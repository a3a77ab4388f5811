/** hvp, hessian, compositions of markers, perturbation confusion, and what a marked function captures. */
import { grad, hessian, hvp, jvp } from "cotangent";
import { num, numGrad, same } from "./_same.js";

const X = [0.5, 1.2, 0.3, -0.7];
function rosen(x: number[]): number {
  let s = 0;
  for (let i = 0; i + 1 < x.length; i++) s += 100 * (x[i + 1] - x[i] ** 2) ** 2 + (1 - x[i]) ** 2;
  return s;
}
const g = grad(rosen);
const numH = (f: (x: number[]) => number[], x: number[]) => x.map((_, i) => numGrad((y) => f(y)[i], x));
same("hessian", hessian(rosen)(X), numH(g, X));
const V = [1, 2, -1, 0.5];
const H = hessian(rosen)(X);
same(
  "hvp",
  hvp(rosen)(X, V),
  H.map((row) => row.reduce((s, h, j) => s + h * V[j], 0)),
);
const cube = (x: number) => x ** 3 + Math.sin(x);
same("grad grad", grad(grad(cube))(0.5), 3 - Math.sin(0.5));
same("grad grad grad", grad(grad(grad(cube)))(0.5), 6 - Math.cos(0.5));
same("hessian scalar", hessian(cube)(0.5), 3 - Math.sin(0.5));
const g1 = grad(cube);
same("const", grad(g1)(0.5), 3 - Math.sin(0.5));
const pc = (x: number): number => x * grad((y: number) => x + y)(1);
same("pc primal", pc(3), 3);
same("pc", grad(pc)(3), 1);
const pc2 = (x: number): number => x * grad((y: number) => x * y * y)(x);
same("pc2", [pc2(2), grad(pc2)(2)], [2 * 2 * 4, 3 * 2 * 4]);
interface P {
  a: number;
  b: number[];
}
const rec = (p: P, k: number): number => p.a * p.b[0] * k + Math.exp(p.b[1] * p.a);
const hr = hessian(rec)({ a: 0.3, b: [1, 2] }, 2);
const gr = grad(rec);
same("hess rec", hr, {
  a: num((a) => gr({ a, b: [1, 2] }, 2).a, 0.3) && {
    a: num((a) => gr({ a, b: [1, 2] }, 2).a, 0.3),
    b: [0, 1].map((i) => num((a) => gr({ a, b: [1, 2] }, 2).b[i], 0.3)),
  },
  b: [0, 1].map((j) => ({
    a: num((t) => gr({ a: 0.3, b: [1, 2].map((v, i) => (i === j ? t : v)) }, 2).a, j + 1),
    b: [0, 1].map((i) => num((t) => gr({ a: 0.3, b: [1, 2].map((v, k) => (k === j ? t : v)) }, 2).b[i], j + 1)),
  })),
});
const two = (x: number, y: number[]): number => x * y[0] ** 2;
same("hessian wrt", hessian(two, { wrt: 1 })(3, [2]), [[6]]);
const fa = (x: Float64Array): number => x[0] * x[1] ** 2;
const hf: Float64Array[] = hessian(fa)(new Float64Array([2, 3]));
same("f64", hf, [
  [0, 6],
  [6, 4],
]);
same("jvp grad", jvp(grad(rosen))([X], [V]).tangent, hvp(rosen)(X, V));
same("grad hvp", grad(hvp(cube))(0.5, 2), 2 * (6 - Math.cos(0.5)));
function outer(w: number) {
  const lr = w * 2;
  const step = (x: number[]): number => {
    const d = grad((z: number[]): number => z[0] * z[1] * lr)(x);
    return d[0] + d[1] * w;
  };
  return grad(step)([1, 2])[1] * w;
}
same("outer", grad(outer)(0.7), num(outer, 0.7));

// An argument in a list with what is made: the constructor writes into new ones only.
class Vec {
  constructor(
    public x: number,
    public y: number,
  ) {}
  plus(o: Vec): Vec {
    return new Vec(this.x + o.x, this.y + o.y);
  }
  times(k: number): Vec {
    return new Vec(this.x * k, this.y * k);
  }
}
function walk(a: Vec, k: number): number {
  const path = [a];
  for (let i = 0; i < 3; i++) path.push(path[i].times(k).plus(a));
  return path.reduce((s, p) => s + Math.hypot(p.x, p.y), 0);
}
const byWalk = hessian(walk)(new Vec(1, 2), 0.5);
const walkAt = ([x, y]: readonly number[]): number => walk(new Vec(x, y), 0.5);
same(
  "of a list that begins with the argument",
  [byWalk.x.x, byWalk.x.y, byWalk.y.x, byWalk.y.y],
  [0, 1].flatMap((i) => numGrad((p) => num((t) => walkAt(p.map((v, j) => v + (i === j ? t : 0))), 0), [1, 2])),
  1e-4,
);

/** What a loop carries starts as an argument, and is a new list after its first step: nothing of the argument is written to. */
const layers = (input: number[], ws: number[][]): number => {
  let h = input;
  for (const w of ws) h = w.map((v) => v * h[0] ** 2);
  return h[0];
};
same("layers", hessian(layers)([3], [[2, 1]]), [[4]]);
same("two of them", hessian(layers)([1.5], [[2, 1], [0.5]])[0][0], 24 * 1.5 ** 2);

export { results } from "./_same.js";
