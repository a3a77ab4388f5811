// Derivatives of up to the fifth order where the rules of powers, norms and kinks break.
import { grad, hessian, hvp, jvp } from "cotangent";
import { same } from "./_same.js";

export { results } from "./_same.js";

const c3 = (x: number) => x ** 3,
  c4 = (x: number) => x ** 4,
  c25 = (x: number) => x ** 2.5,
  cm = (x: number) => x * x * x * x,
  p3 = (x: number) => x ** 3,
  pe = (x: number, n: number) => x ** n;
const G1 = grad(c3),
  G2 = grad(grad(c3)),
  G3 = grad(grad(grad(c3))),
  G4 = grad(grad(grad(grad(c3))));
same("x3 1", G1(0), 0);
same("x3 2", G2(0), 0);
same("x3 3", G3(0), 6);
same("x3 4", G4(0), 0);
same("x4 4", grad(grad(grad(grad(c4))))(0), 24);
same("x4 3", grad(grad(grad(c4)))(0), 0);
same("x4 4'", grad(grad(grad(grad(cm))))(0), 24);
same("pow3 3", grad(grad(grad(p3)))(0), 6);
same("x^n 1", grad(pe)(0, 3), 0);
same("x^n 2", grad(grad(pe))(0, 3), 0);
same("x^n 3", grad(grad(grad(pe)))(0, 3), 6);
same("x^n 4", grad(grad(grad(grad(pe))))(0, 3), 0);
same("x^n n=2", grad(grad(pe))(0, 2), 2);
same("x^n n=1", grad(pe)(0, 1), 1);
same("x^n n=1, 2", grad(grad(pe))(0, 1), 0);
same("x^n n=0", grad(pe)(0, 0), 0);
same("x^n at -2", grad(grad(grad(pe)))(-2, 5), 60 * 4);
same("x^2.5 2 at 0", grad(grad(c25))(0), 0);
same("x^2.5 2", grad(grad(c25))(2), 2.5 * 1.5 * Math.SQRT2);
same("x^2.5 3", grad(grad(grad(c25)))(2), (2.5 * 1.5 * 0.5) / Math.SQRT2);
same("x^2.5 4", grad(grad(grad(grad(c25))))(2), -2.5 * 1.5 * 0.25 * 2 ** -1.5);
same("x^2 via n 2nd wrt n", grad(grad(pe, { wrt: 1 }), { wrt: 1 })(0, 2), 0);
same("mixed", grad(grad(pe, { wrt: 1 }))(2, 3), 4 + 12 * Math.log(2));
same("mixed at 0", grad(grad(pe, { wrt: 1 }))(0, 3), 0);
same("abs 2", grad(grad((x: number) => Math.abs(x)))(0), 0);
same("abs 2'", grad(grad((x: number) => Math.abs(x) * x))(0), 0);
same("abs^3", grad(grad(grad((x: number) => Math.abs(x) ** 3)))(-1), -6);
same("abs x2", grad(grad((x: number) => Math.abs(x) ** 2))(0), 2 * 0);
same("x|x| at -2", grad(grad((x: number) => Math.abs(x) * x))(-2), -2);
const hy = (x: number, y: number) => Math.hypot(x, y);
same("hypot 1", grad(hy)(0, 0), 0);
same("hypot 2 at 0", grad(grad(hy))(0, 0), 0);
same("hypot 2", grad(grad(hy))(3, 4), 16 / 125);
same("hypot 3", grad(grad(grad(hy)))(3, 4), (-3 * 3 * 16) / 3125);
same("hypot mixed", grad(grad(hy), { wrt: 1 })(3, 4), -12 / 125);
const hs = (x: number) => Math.hypot(x, 1) ** 2;
same("hypot^2", grad(grad(hs))(0.3), 2);
same("hypot(x,0)^2 at 1", grad(grad((x: number) => Math.hypot(x, 0) ** 2))(1), 2);
const s = (x: number) => Math.sqrt(x * x + 1);
same("s2", grad(grad(s))(0), 1);
same("s4", grad(grad(grad(grad(s))))(0), -3);
const nx = (x: number) => Math.sqrt(x * x) ** 2;
same("norm^2 at 0", grad(grad(nx))(0), 0);
const at = (y: number, x: number) => Math.atan2(y, x);
same("atan2 0", grad(grad(at))(0, 0), 0);
same("atan2 2", grad(grad(at))(1, 2), (-2 * 1 * 2) / 25);
same("atan2 3", grad(grad(grad(at)))(0, 1), -2);
const ex = (x: number) => Math.exp(x * x);
same("exp 4", grad(grad(grad(grad(ex))))(0), 12);
const th = (x: number) => Math.tanh(x);
same("tanh 3", grad(grad(grad(th)))(0), -2);
same("tanh 5", grad(grad(grad(grad(grad(th)))))(0), 16);
const cb = (x: number) => Math.cbrt(x);
same("cbrt 2", grad(grad(cb))(8), -2 / 9 / 32);
const lg = (x: number) => Math.log(x);
same("log 4", grad(grad(grad(grad(lg))))(2), -6 / 16);
same("log1p", grad(grad((x: number) => Math.log1p(x)))(0), -1);
const as = (x: number) => Math.asin(x);
same("asin 3", grad(grad(grad(as)))(0), 1);
same("acos 3", grad(grad(grad((x: number) => Math.acos(x))))(0), -1);
same("expm1 3", grad(grad(grad((x: number) => Math.expm1(x))))(0), 1);
same("sinh 3", grad(grad(grad((x: number) => Math.sinh(x))))(0), 1);
same("asinh 3", grad(grad(grad((x: number) => Math.asinh(x))))(0), -1);
same("atan 5", grad(grad(grad(grad(grad((x: number) => Math.atan(x))))))(0), 24);
const sinc = (x: number) => (x === 0 ? 1 : Math.sin(x) / x);
same("sinc", grad(grad(sinc))(1), -Math.sin(1) + 2 * Math.sin(1) - 2 * Math.cos(1));
const mx = (x: number, y: number) => Math.max(x * x, y * y);
same("max tie", grad(grad(mx))(1, 1), 2);
same("max tie y", grad(grad(mx, { wrt: 1 }), { wrt: 1 })(1, 1), 0);
same("relu^2", grad(grad((x: number) => Math.max(x, 0) ** 2))(0), 2);
same("relu^3", grad(grad(grad((x: number) => Math.max(x, 0) ** 3)))(-1), 0);
const sq = (x: number) => Math.sqrt(Math.max(x, 0)) * 0 + x * x;
same("sqrt0", grad(grad(sq))(-1), 2);
same("sqrt1", grad(grad(sq))(0), 2);
same("x^0.5 sq", grad(grad((x: number) => (x ** 0.5) ** 2))(4), 0);
same("x^-1", grad(grad(grad((x: number) => x ** -1)))(2), -6 / 16);
same("2^x 3", grad(grad(grad((x: number) => 2 ** x)))(1), 2 * Math.log(2) ** 3);
same("0^x", grad(grad((x: number) => 0 ** x))(2), 0);
same("x^x 2", grad(grad((x: number) => x ** x))(1), 2);
same("mod", grad(grad((x: number) => (x * x) % 3))(2.5), 2);
same("floor", grad(grad((x: number) => Math.floor(x) * x * x))(2.5), 4);
same("sign", grad(grad((x: number) => Math.sign(x) * x * x))(-2.5), -2);
same("div", grad(grad(grad(grad((x: number) => 1 / x))))(2), 24 / 32);
// powers by products in loop
const pl = (x: number, n: number) => {
  let p = 1;
  for (let i = 0; i < n; i++) p *= x;
  return p;
};
same("loop 3", grad(grad(grad(pl)))(0, 3), 6);
same("loop 4", grad(grad(grad(grad(pl))))(0, 4), 24);
same("loop 4 of 3", grad(grad(grad(grad(pl))))(0, 3), 0);
// forward over all
type Pushforward = (args: readonly [number], tangents: readonly [number]) => { tangent: number };
const J = (f: Pushforward, x: number): number => f([x], [1]).tangent;
same("jvp4", J(jvp(grad(grad(grad(c4)))), 0), 24);
same("jvp grad c3", J(jvp(grad(grad(c3))), 0), 6);
same("hess c25", hessian(c25)(0), 0);
same("hvp x3", hvp(c3)(0, 1), 0);
same("grad hvp", grad((x: number) => hvp(c3)(x, 1))(0), 6);
same("hess hess", hessian((x: number) => hessian(c4)(x))(0), 24);
// several variables at 0
const q = (x: number[]) => x[0] ** 2 * x[1] ** 2 + x[0] ** 3;
const H = hessian(q)([0, 0]);
same("H", H[0][0] + H[0][1] + H[1][1], 0);
const q4 = grad((x: number[]) => {
  const h = hessian(q)(x);
  return h[0][0] + h[0][1];
})([0, 0]);
same("q3", q4[0], 6);
same("q3b", q4[1], 0);
const prod = (x: number[]) => x.reduce((p, v) => p * v, 1);
const hp = hessian(prod)([0, 0, 3]);
same("prod 01", hp[0][1], 3);
same("prod 02", hp[0][2], 0);
same("prod 00", hp[0][0], 0);
const norm = (x: number[]) => Math.sqrt(x.reduce((s, v) => s + v * v, 0));
const hn = hessian(norm)([0, 0]);
same("norm hess 0", hn[0][0], 0);
const hn2 = hessian(norm)([3, 4]);
same("norm hess", hn2[0][0], 16 / 125);
const nrm3 = (x: number[]) => norm(x) ** 3;
const h3 = hessian(nrm3)([0, 0]);
same("norm^3", h3[0][0], 0);

/** Elements that are 0 of a list that is spread: the second derivative of a norm is that of the others. */
const spreadNorm = (v: number[]): number => Math.hypot(...v);
same("hypot of a list", hessian(spreadNorm)([0, 3, 4])[0], [0.2, 0, 0]);
same("its product", hvp(spreadNorm)([0, 3, 4], [1, 0, 0]), [0.2, 0, 0]);
same("hypot of three", hessian((v: number[]) => Math.hypot(v[0], v[1], v[2]))([0, 3, 4])[0], [0.2, 0, 0]);

/** A power that is only known at run time: with 1 it is the sum of squares itself. */
const powerOfNorm = (x: number[], p: number): number => (x[0] ** 2 + x[1] ** 2) ** p;
same("the power 1", hessian(powerOfNorm)([0, 0], 1), [
  [2, 0],
  [0, 2],
]);
same("the power 2", hessian(powerOfNorm)([0, 0], 2)[0], [0, 0]);
same("the power 1/2", grad(powerOfNorm)([0, 0], 0.5), [0, 0]);
same("a square of a square", grad(grad(grad(grad((x: number) => (x ** 2) ** 2))))(0), 24);
