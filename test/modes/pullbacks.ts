/** vjp, its pullback called many times while its arguments and results change, and jacobian, by rows and columns, nested. */
import { grad, jacobian, vjp } from "cotangent";
import { num, numGrad, same } from "./_same.js";

const X = [0.5, 1.2, 0.3];
function f(x: number[], k: number): number[] {
  const a = x.slice();
  for (let i = 1; i < a.length; i++) a[i] = a[i] * a[i - 1] + Math.sin(a[i] * k);
  const y: number[] = [];
  for (let i = 0; i + 1 < a.length; i++) y.push(a[i] * a[i + 1]);
  return y;
}
const J = (g: (x: number[]) => number[], x: number[]) => g(x).map((_, o) => numGrad((y) => g(y)[o], x));
const { value, pullback } = vjp(f)(X, 2);
same("value", value, f(X, 2));
const Jn = J((x) => f(x, 2), X);
const comb = (w: number[]) => X.map((_, i) => Jn.reduce((s, row, o) => s + w[o] * row[i], 0));
const p1 = pullback([1, 0]);
same("p1", p1[0], comb([1, 0]));
value[0] = 99;
p1[0][1] = 77;
same("p2", pullback([0.3, -2])[0], comb([0.3, -2]));
same("p3", pullback([1, 0])[0], comb([1, 0]));
same(
  "k",
  pullback([1, 1])[1],
  num((k) => f(X, k)[0] + f(X, k)[1], 2),
);
const X2 = X.slice();
const r2 = vjp(f, { wrt: 0 })(X2, 2);
X2[0] = 5;
X2[1] = -3;
same("args changed", r2.pullback([1, 0]), comb([1, 0]));
const sc = vjp((x: number, y: number) => x * y + Math.exp(x))(2, 3);
same("scalar", [sc.value, ...sc.pullback(2)], [6 + Math.exp(2), 2 * (3 + Math.exp(2)), 4]);
interface S {
  pos: number[];
  v: number;
  name: string;
}
const step = (s: S, dt: number): S => ({
  pos: s.pos.map((p, i) => p + dt * s.v * (i + 1)),
  v: s.v * Math.cos(s.pos[0]),
  name: s.name,
});
const st = vjp(step)({ pos: [1, 2], v: 3, name: "a" }, 0.1);
same("record", st.pullback({ pos: [1, 1], v: 2 }), [
  { pos: [1 - 2 * 3 * Math.sin(1), 1], v: 0.1 * 3 + 2 * Math.cos(1) },
  3 * 3,
]);
same("jac default", jacobian(f)(X, 2), Jn);
same("jac fwd", jacobian(f, { mode: "forward" })(X, 2), Jn);
same("jac rev", jacobian(f, { mode: "reverse" })(X, 2), Jn);
same(
  "jac wrt 1",
  jacobian(f, { wrt: 1 })(X, 2),
  [0, 1].map((o) => num((k) => f(X, k)[o], 2)),
);
same("jac scalar out", jacobian((x: number[]) => x[0] * x[1])([2, 3]), [3, 2]);
const wide = (x: number[]): number[] => [x[0] * x[1], x[0], x[1], x[0] ** 2, x[1] ** 3];
same("jac tall", jacobian(wide)([2, 3]), [
  [3, 2],
  [1, 0],
  [0, 1],
  [4, 0],
  [0, 27],
]);
const outer = (x: number[]): number => {
  const Jx = jacobian(f)(x, 2);
  let s = 0;
  for (const row of Jx) for (const v of row) s += v * v;
  return s;
};
same("grad of jac", grad(outer)(X), numGrad(outer, X), 1e-5);
const viaVjp = (x: number[]): number => {
  const { value, pullback } = vjp(f)(x, 2);
  const [g] = pullback([value[1], 2]);
  const [h] = pullback([1, g[0]]);
  return g[0] * h[1] + value[0];
};
same("grad of vjp", grad(viaVjp)(X), numGrad(viaVjp, X), 1e-5);
const jt = jacobian((p: { a: number; b: [number, number] }) => ({ u: p.a * p.b[0], w: [p.b[1] ** 2, p.a] }))({
  a: 2,
  b: [3, 4],
});
same("struct", jt, {
  u: { a: 3, b: [2, 0] },
  w: [
    { a: 0, b: [0, 8] },
    { a: 1, b: [0, 0] },
  ],
});
const rec = (n: number, x: number[]): number[] =>
  n === 0
    ? x.map((v) => v * v)
    : rec(
        n - 1,
        x.map((v, i) => v + Math.sin(x[0]) * i),
      );
const rv = vjp(rec, { wrt: 1 })(3, X);
const Jr = J((x) => rec(3, x), X);
same("recursion", [rv.pullback([1, 0, 0]), rv.pullback([0, 0, 1]), rv.pullback([1, 0, 0])], [Jr[0], Jr[2], Jr[0]]);
const ident = vjp((x: number[]) => x)(X);
same("identity", [ident.pullback([1, 2, 3]), ident.pullback([1, 2, 3])], [[[1, 2, 3]], [[1, 2, 3]]]);
const map = vjp((m: Map<string, number>) => {
  const r = new Map<string, number>();
  for (const [k, v] of m) r.set(k, v * v);
  return r;
})(
  new Map([
    ["a", 2],
    ["b", 3],
  ]),
);
same(
  "map",
  [
    map.pullback(
      new Map([
        ["a", 1],
        ["b", 10],
      ]),
    ),
    map.pullback(
      new Map([
        ["a", 1],
        ["b", 10],
      ]),
    ),
  ],
  [
    [
      new Map([
        ["a", 4],
        ["b", 60],
      ]),
    ],
    [
      new Map([
        ["a", 4],
        ["b", 60],
      ]),
    ],
  ],
);
const message = (act: () => unknown): string => {
  try {
    act();
    return "";
  } catch (error) {
    return String(error);
  }
};
same(
  "NaN",
  message(() => pullback([Number.NaN, 1])) ===
    "TypeError: the pullback of f is given what does not fit: cotangent[0] is NaN, and not a number"
    ? 1
    : 0,
  1,
);
same(
  "length",
  message(() => pullback([1] as never)) ===
    "TypeError: the pullback of f is given what does not fit: cotangent has 1 elements, and not 2"
    ? 1
    : 0,
  1,
);

// the caller makes the result longer, shorter, and of other parts
const built = (x: number[]) => ({ rows: [x.map((v) => v * x[0]), [x[1]]], sum: x[0] * x[1] });
const kept = vjp(built)([2, 3]);
const bySeed = [4 * 1 + 3 * 2 + 3 * 5, 2 * 2 + 4 + 2 * 5];
const builtSeed = { rows: [[1, 2], [4]], sum: 5 };
same("as it was given", kept.pullback(builtSeed)[0], bySeed);
kept.value.rows[0].push(7);
kept.value.rows[1] = kept.value.rows[0];
kept.value.rows.push([]);
same("changed by the caller", kept.pullback(builtSeed)[0], bySeed);

export { results } from "./_same.js";
