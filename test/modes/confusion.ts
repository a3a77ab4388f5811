/** Perturbation confusion, high derivatives, inner optimization, equations with derivatives in them. */
import { grad, hessian, hvp, jacobian, jvp, vjp } from "cotangent";
import { num, numGrad, same } from "./_same.js";

// classical
same("siskind pearlmutter 1", grad((x: number) => x * grad((y: number) => x + y)(1))(1), 1);
same("sp2", grad((x: number) => x * grad((y: number) => x * y)(2))(3), 6);
same("sp jvp", jvp((x: number) => x * jvp((y: number) => x + y)([1], [1]).tangent)([1], [1]).tangent, 1);
same("mixed", jvp((x: number) => x * grad((y: number) => x * y * y)(3))([2], [1]).tangent, 2 * 2 * 2 * 3);
same("mixed2", grad((x: number) => x * jvp((y: number) => x * y * y)([3], [1]).tangent)(2), 24);
// curried (Manzyuk et al. bug)
const shift = (u: number) => (f: (x: number) => number) => (x: number) => f(x + u);
same("amazing bug", grad((u: number) => grad((x: number) => shift(u)((t) => Math.exp(t))(x))(0.5))(0.3), Math.exp(0.8));
// higher derivs
const d4 = grad(grad(grad(grad((x: number) => Math.sin(x) * x ** 3))));
same("d4", d4(0.7), num(grad(grad(grad((x: number) => Math.sin(x) * x ** 3))), 0.7));
same("pow 0.5 at 1", grad(grad(grad((x: number) => x ** 0.5)))(1), 3 / 8);
same("x^3 at 0 pow", grad(grad(grad(grad((x: number) => x ** 3))))(0), 0);
same("x^2.5 at 0", grad(grad((x: number) => x ** 2.5))(0), 0);
same("abs3", grad(grad((x: number) => Math.abs(x) ** 3))(-2), 12);
same(
  "cbrt",
  grad(grad((x: number) => Math.cbrt(x * x * x + 1)))(1),
  num(
    grad((x: number) => Math.cbrt(x * x * x + 1)),
    1,
  ),
);
same("hypot", hessian((x: number[]) => Math.hypot(x[0], x[1]))([3, 4]), [
  [16 / 125, -12 / 125],
  [-12 / 125, 9 / 125],
]);
same("atan2", hessian((x: number[]) => Math.atan2(x[0], x[1]))([3, 4]), [
  [-24 / 625, -7 / 625],
  [-7 / 625, 24 / 625],
]);
same("max", hessian((x: number[]) => Math.max(x[0] ** 2, x[1] ** 3))([3, 2]), [
  [2, 0],
  [0, 0],
]);
same(
  "softmax",
  hessian((x: number[]) => {
    const m = Math.max(...x);
    return m + Math.log(x.reduce((s, v) => s + Math.exp(v - m), 0));
  })([1, 2, 3])
    .flat()
    .reduce((a, b) => a + b, 0),
  0,
);
same("tanh", grad(grad(grad((x: number) => Math.tanh(x))))(0.3), num(grad(grad((x: number) => Math.tanh(x))), 0.3));
same("log1p", grad(grad((x: number) => Math.log1p(x) * Math.expm1(x)))(0), 2);
same(
  "log1p beside 0",
  grad(grad((x: number) => Math.log1p(x) * Math.expm1(x)))(0.4),
  num(
    grad((x: number) => Math.log1p(x) * Math.expm1(x)),
    0.4,
  ),
);
same("norm at 0", grad((x: number[]) => Math.sqrt(x[0] ** 2 + x[1] ** 2))([0, 0]), [0, 0]);
same("rem", grad(grad((x: number) => (x % 2) ** 3))(3.5), 9);
same("div", grad(grad((x: number) => 1 / x))(2), 0.25);
// newton on inner
const inner = (y: number, t: number): number => (y - t) ** 2 + Math.cos(y * t);
function argmin(t: number): number {
  let y = 0;
  for (let k = 0; k < 30; k++) y -= grad(inner)(y, t) / grad(grad(inner))(y, t);
  return y;
}
same("argmin", grad(argmin)(0.4), num(argmin, 0.4));
// bilevel
function outer(lambda: number): number {
  const f = (w: number[]): number => (w[0] * 2 - 1) ** 2 + (w[0] + w[1] - 3) ** 2 + lambda * (w[0] ** 2 + w[1] ** 2);
  let w = [0, 0];
  for (let i = 0; i < 20; i++) {
    const g = grad(f)(w);
    w = [w[0] - 0.1 * g[0], w[1] - 0.1 * g[1]];
  }
  return (w[0] - 1) ** 2 + w[1] ** 2;
}
same("bilevel", grad(outer)(0.1), num(outer, 0.1));
same("bilevel2", grad(grad(outer))(0.1), num(grad(outer), 0.1), 1e-5);
// PINN
const net = (w: number[], t: number): number => {
  let s = 0;
  for (let i = 0; i + 2 < w.length; i += 3) s += w[i] * Math.tanh(w[i + 1] * t + w[i + 2]);
  return s;
};
const pinn = (w: number[]): number => {
  let l = 0;
  for (const t of [0.1, 0.5, 0.9]) {
    const u = net(w, t);
    const du = grad(net, { wrt: 1 })(w, t);
    const ddu = grad(grad(net, { wrt: 1 }), { wrt: 1 })(w, t);
    l += (ddu + du * 0.3 + u) ** 2;
  }
  return l;
};
const W = [0.3, -0.5, 0.2, 0.7, 0.4, -0.1];
same("pinn", grad(pinn)(W), numGrad(pinn, W));
// lagrangian mechanics
const L = (q: number[], v: number[]): number => 0.5 * (v[0] ** 2 + 2 * v[1] ** 2) - Math.cos(q[0]) * q[1];
const M = hessian(L, { wrt: 1 })([0.1, 0.2], [1, 2]);
same("mass", M, [
  [1, 0],
  [0, 2],
]);
const acc = (q: number[], v: number[]): number[] => {
  const g = grad(L)(q, v);
  const m = hessian(L, { wrt: 1 })(q, v);
  return [g[0] / m[0][0], g[1] / m[1][1]];
};
same("jac acc", jacobian(acc)([0.1, 0.2], [1, 2]), [
  [Math.cos(0.1) * 0.2, Math.sin(0.1)],
  [Math.sin(0.1) / 2, 0],
]);
// HMC-ish leapfrog with class
class Model {
  constructor(readonly a: number) {}
  energy(q: number[]): number {
    return this.a * q[0] ** 4 + q[0] * q[1] ** 2;
  }
  force(q: number[]): number[] {
    return grad((z: number[]) => -this.energy(z))(q);
  }
}
const leap = (a: number): number => {
  const m = new Model(a);
  let q = [0.5, 0.2];
  let p = [0, 1];
  for (let i = 0; i < 4; i++) {
    const F = m.force(q);
    p = p.map((v, k) => v + 0.1 * F[k]);
    q = q.map((v, k) => v + 0.1 * p[k]);
  }
  return m.energy(q);
};
same("class force", grad(leap)(0.7), num(leap, 0.7));
// gauss newton via vjp/jvp
const res = (x: number[]): number[] => [x[0] ** 2 - x[1], Math.sin(x[1]), x[0] * x[1]];
const gn = (x: number[]): number => {
  const { value, pullback } = vjp(res)(x);
  const [g] = pullback(value);
  return g[0] * g[1];
};
same("gn", grad(gn)([0.3, 0.8]), numGrad(gn, [0.3, 0.8]));
const gnv = (x: number[], v: number[]): number[] => {
  const t = jvp(res)([x], [v]).tangent;
  return vjp(res)(x).pullback(t)[0];
};
const Jr = jacobian(res)([0.3, 0.8]);
same(
  "gnv",
  gnv([0.3, 0.8], [1, 2]),
  [0, 1].map((i) => Jr.reduce((s, r) => s + r[i] * (r[0] + 2 * r[1]), 0)),
);
same(
  "hvp loops",
  hvp((x: Float64Array) => {
    let s = 0;
    const y = x.slice();
    for (let k = 0; k < 3; k++) for (let i = 1; i < y.length; i++) y[i] = y[i] * Math.cos(y[i - 1]);
    for (const v of y) s += v * v;
    return s;
  })(new Float64Array([0.1, 0.2, 0.3]), new Float64Array([1, 0, 0]))[1],
  num(
    (t) =>
      grad((x: number[]) => {
        let s = 0;
        const y = x.slice();
        for (let k = 0; k < 3; k++) for (let i = 1; i < y.length; i++) y[i] = y[i] * Math.cos(y[i - 1]);
        for (const v of y) s += v * v;
        return s;
      })([t, 0.2, 0.3])[1],
    0.1,
  ),
);

export { results } from "./_same.js";
