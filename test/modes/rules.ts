/** Rules of one's own, in both modes, in loops, at second order; stopGradient. */
import { customJvp, customVjp, grad, hessian, jvp, partials, stopGradient, valueAndGrad, vjp } from "cotangent";
import { num, numGrad, same } from "./_same.js";

const sp = partials(
  (x: number) => Math.log1p(Math.exp(x)),
  (_y, x) => [1 / (1 + Math.exp(-x))],
);
const f = (x: number): number => sp(x * x) * 2;
same("partials", grad(f)(0.7), num(f, 0.7));
same("partials jvp", jvp(f)([0.7], [2]).tangent, 2 * num(f, 0.7));
same("partials 2", grad(grad(f))(0.7), num(grad(f), 0.7));
const wrong = partials(
  (x: number, y: number) => x * y,
  (z, x, _y) => [10 + z, 20 * x],
);
same("used", grad((x: number, y: number) => wrong(x, y) + x, { wrt: [0, 1] })(2, 3), [17, 40]);
const sumsq = customVjp(
  (x: number[]): number => {
    let s = 0;
    for (const v of x) s += v * v;
    return s;
  },
  (ct, _y, x) => [x.map((v) => 2 * v * ct)],
);
const g = (x: number[]): number => {
  const y = x.map((v) => Math.sin(v));
  const r = sumsq(y);
  y[0] = 100;
  return r * r + x[0];
};
same("customVjp array", grad(g)([0.5, 0.7]), numGrad(g, [0.5, 0.7]));
same(
  "customVjp 2nd",
  grad((x: number[]) => {
    const d = grad(g)(x);
    return d[0] * d[1];
  })([0.5, 0.7]),
  numGrad(
    (x) => {
      const d = grad(g)(x);
      return d[0] * d[1];
    },
    [0.5, 0.7],
  ),
);
const scale = customVjp(
  (x: number[], k: number): number[] => x.map((v) => v * k),
  (ct, _y, x, k) => {
    let s = 0;
    for (let i = 0; i < x.length; i++) s += ct[i] * x[i];
    return [ct.map((c) => c * k), s];
  },
);
const h = (x: number[], k: number): number => {
  let acc = 0;
  let y = x;
  for (let i = 0; i < 3; i++) {
    y = scale(y, k + i);
    acc += y[0] * y[1];
  }
  return acc;
};
same("customVjp structure in loop", grad(h, { wrt: [0, 1] })([0.5, 0.7], 1.1), [
  numGrad((x) => h(x, 1.1), [0.5, 0.7]),
  num((k) => h([0.5, 0.7], k), 1.1),
]);
const pb = vjp(h)([0.5, 0.7], 1.1);
same(
  "vjp twice",
  [pb.pullback(1), pb.pullback(2), pb.pullback(1)].map((r) => r[1]),
  [1, 2, 1].map((s) => s * num((k) => h([0.5, 0.7], k), 1.1)),
);
const fw = customJvp(
  (x: number[]): number[] => x.map((v) => v * v),
  ([dx], _y, x) => x.map((v, i) => 2 * v * dx[i]),
);
same("customJvp", jvp((x: number[]) => fw(fw(x)))([[1, 2]], [[1, 0.5]]).tangent, [4, 16]);
const sj = customJvp(
  (x: number, y: number) => x * y * y,
  ([dx, dy], _z, x, y) => dx * y * y + 2 * x * y * dy,
);
same("customJvp scalar reverse", grad((x: number, y: number) => sj(x, y) ** 2, { wrt: [0, 1] })(2, 3), [
  2 * 18 * 9,
  2 * 18 * 12,
]);
same("hessian of sj", hessian((x: number[]) => sj(x[0], x[1]))([2, 3]), [
  [0, 6],
  [6, 4],
]);
same("stop", grad((x: number) => stopGradient(x * x) * x)(3), 9);
same(
  "stop array",
  grad((x: number[]) => {
    const c = stopGradient(x);
    return c[0] * x[1] + c[1];
  })([2, 3]),
  [0, 2],
);
interface R {
  a: number;
  b: number[];
  n: string;
}
same(
  "stop record",
  grad((r: R) => {
    const c = stopGradient(r);
    return c.a * r.a + c.b[0] * r.b[1];
  })({ a: 2, b: [3, 4], n: "q" }),
  { a: 2, b: [0, 3] },
);
// what is stopped is a copy, also where the function is called as it is
const stopped = (x: number[]): number => {
  const y = x.map((v) => v * 2);
  const c = stopGradient({ y, z: [y] });
  y[0] = x[0] * x[0];
  c.y[1] += 1;
  return c.y[0] * x[1] + c.z[0][1] * y[0];
};
same("stopped value", valueAndGrad(stopped)([3, 5]).value, stopped([3, 5]), 0);
same("stopped", grad(stopped)([3, 5]), [11 * 6, 6]);
same("stop jvp", jvp((x: number) => stopGradient(x) * x)([3], [1]).tangent, 3);
same("root custom", grad(sp)(0.3), 1 / (1 + Math.exp(-0.3)));
same("root custom vjp", grad(sumsq)([1, 2]), [2, 4]);
const lse = (x: number[]): number => {
  const m = stopGradient(Math.max(...x));
  return m + Math.log(x.reduce((s, v) => s + Math.exp(v - m), 0));
};
same("lse", grad(lse)([1, 2, 3]), numGrad(lse, [1, 2, 3]));

// rules that are not their cotangent times something: they are called with the cotangent that comes
const clipped = customVjp(
  (x: number, _lo: number, _hi: number) => x,
  (bar, _result, _x, lo, hi) => [Math.min(hi, Math.max(lo, bar)), 0, 0],
);
same("clipped", grad((x: number) => clipped(x, -1, 1) * 10 + x)(2), 2);
same(
  "clipped in a loop",
  grad((x: number[]) => {
    let s = 0;
    for (const v of x) if (v > 0) s += clipped(v * v, -1, 1) * v;
    return s;
  })([0.5, -1, 3]),
  [0.5 * 1 + 0.25, 0, 6 * 1 + 9],
);
same("clipped twice", vjp((x: number) => clipped(clipped(x, -2, 2), -5, 5))(1).pullback(9)[0], 2);
const rounded = customVjp(
  (x: number) => Math.round(x),
  (bar) => [bar],
);
same(
  "straight through",
  [grad((x: number) => rounded(3 * x) * x)(1.2), jvp((x: number) => rounded(x) * x)([1.2], [1]).tangent],
  [3 * 1.2 + 4, 1.2 + 1],
);
const signed = customVjp(
  (x: number) => x,
  (bar, _result, x) => [x > 0 ? Math.sign(bar) : -bar],
);
const both = (x: number): number => 5 * signed(x) + signed(-2 * x);
same("by branches", [grad(both)(1), grad(both)(-1)], [1 + 2, -5 + 2 * -1]);
const counted = customVjp(
  (x: number) => x,
  (bar) => {
    let times = 0;
    for (let i = 0; i < 3; i++) {
      if (i > 0) {
        if (bar > i) times += 1;
      }
    }
    let n = 1;
    while (n * n < Math.abs(bar)) n++;
    return [(bar * times) / n];
  },
);
same("by what loops find", grad((x: number) => 10 * counted(x))(1), 20 / 4);
const damped = customJvp(
  (x: number) => x * x,
  ([dx], _result, x) => Math.tanh(2 * x * dx),
);
same("customJvp that bends", jvp((x: number) => damped(x) * 2)([1], [3]).tangent, 2 * Math.tanh(6));

/** As a callback it is given an index and a list, too, for which it has no parameters. */
const limited = customVjp(
  (x: number) => Math.min(1, Math.max(0, x)),
  (g) => [g],
);
same("as a callback", grad((x: number) => [x, 2 * x].map(limited).reduce((a, b) => a + b, 0))(3), 3);

export { results } from "./_same.js";
