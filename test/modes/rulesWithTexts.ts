/** Functions with rules that are called with texts, functions and defaults, which have a place in the rule and no cotangent. */
import { checkpoint, customJvp, customVjp, grad, hessian, implicitRoot, jvp, vjp } from "cotangent";
import { num, numGrad, same } from "./_same.js";

const base = (kind: string, x: number, y = 2): number => (kind === "cube" ? x ** 3 * y : x ** 2 * y);
const f1p = (x: number, y: number): number => base("cube", x, y) + base("sq", x) * base("cube", x);
const v = customVjp(base, (c, _r, kind, x, y = 2) => [
  undefined,
  c * (kind === "cube" ? 3 * x * x * y : 2 * x * y),
  c * (kind === "cube" ? x ** 3 : x * x),
]);
const f2 = (x: number, y: number): number => v("cube", x, y) + v("sq", x) * v("cube", x);
same("vjp text", grad(f2, { wrt: [0, 1] })(1.3, 0.7), [num((x) => f1p(x, 0.7), 1.3), num((y) => f1p(1.3, y), 0.7)]);
same(
  "vjp text hess",
  hessian((z: number[]) => f2(z[0], z[1]))([1.3, 0.7]),
  [0, 1].map((i) => numGrad((z) => num((e) => f1p(z[0] + (i ? 0 : e), z[1] + (i ? e : 0)), 0), [1.3, 0.7])),
  1e-4,
);
const j = customJvp(
  base,
  ([, dx, dy], _r, kind, x, y = 2) =>
    (kind === "cube" ? 3 * x * x * y : 2 * x * y) * dx + (kind === "cube" ? x ** 3 : x * x) * (dy ?? 0),
);
const f3 = (x: number, y: number): number => j("cube", x, y);
same("jvp text", grad(f3, { wrt: [0, 1] })(1.3, 0.7), [
  num((x) => base("cube", x, 0.7), 1.3),
  num((y) => base("cube", 1.3, y), 0.7),
]);
same(
  "jvp text f",
  jvp(f3)([1.3, 0.7], [1, 2]).tangent,
  num((e) => base("cube", 1.3 + e, 0.7 + 2 * e), 0),
);
const integrate = (f: (x: number) => number, a: number, b: number): number => {
  let s = 0;
  const n = 200;
  for (let i = 0; i < n; i++) {
    const h = (b - a) / n;
    s += h * f(a + (i + 0.5) * h);
  }
  return s;
};
const integral = customVjp(integrate, (c, _r, f, a, b) => [undefined, -c * f(a), c * f(b)]);
same(
  "function argument",
  grad((b: number) => integral(Math.exp, 0, b) ** 2)(1),
  2 * integrate(Math.exp, 0, 1) * Math.E,
  1e-3,
);
const g = checkpoint((kind: string, x: number[], k: (v: number) => number) =>
  x.map((a) => (kind === "double" ? 2 : 1) * k(a)),
);
same(
  "checkpoint text",
  grad((x: number[]) => {
    const y = g("double", x, Math.sin);
    return y[0] * y[1];
  })([0.3, 0.5]),
  numGrad((x) => 4 * Math.sin(x[0]) * Math.sin(x[1]), [0.3, 0.5]),
);
same(
  "checkpoint text jvp",
  jvp((x: number[]) => {
    const y = g("double", x, Math.sin);
    return y[0] * y[1];
  })([[0.3, 0.5]], [[1, 1]]).tangent,
  num((e) => 4 * Math.sin(0.3 + e) * Math.sin(0.5 + e), 0),
);
const r = implicitRoot(
  (x: number, kind: string, a: number) => (kind === "cube" ? x ** 3 : x ** 2) - a,
  (kind: string, a: number) => (kind === "cube" ? Math.cbrt(a) : Math.sqrt(a)),
);
same(
  "root text",
  grad((a: number) => r("cube", a) + r("sq", a))(2),
  num((a) => Math.cbrt(a) + Math.sqrt(a), 2),
);

same(
  "nested vjp text",
  grad((x: number) => {
    const { pullback } = vjp(base)("cube", x, 3);
    const [, gx, gy] = pullback(x);
    return gx! + 2 * gy!;
  })(1.2),
  num((x) => 9 * x ** 3 + 2 * x ** 4, 1.2),
);

export { results } from "./_same.js";
