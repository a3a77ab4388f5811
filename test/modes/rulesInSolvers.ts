/** Rules between structures inside of a Newton loop, a checkpoint and a sparse Jacobian: a linear solve, and one that branches on its arguments. */
import { checkpoint, customJvp, customVjp, grad, hessian, hvp, jacobian, jvp, vjp } from "cotangent";
import { num, numGrad, same } from "./_same.js";

const solvePlain = (A: number[][], b: number[]): number[] => {
  const n = b.length,
    M = A.map((r) => [...r]),
    y = [...b];
  for (let k = 0; k < n; k++)
    for (let i = k + 1; i < n; i++) {
      const f = M[i][k] / M[k][k];
      for (let j = k; j < n; j++) M[i][j] -= f * M[k][j];
      y[i] -= f * y[k];
    }
  const x = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    let s = y[i];
    for (let j = i + 1; j < n; j++) s -= M[i][j] * x[j];
    x[i] = s / M[i][i];
  }
  return x;
};
const transpose = (A: number[][]): number[][] => A[0].map((_, j) => A.map((r) => r[j]));
const solve = customVjp(solvePlain, (c, x, A) => {
  const y = solvePlain(transpose(A), c);
  return [y.map((v) => x.map((w) => -v * w)), y];
});
const newton =
  (solver: typeof solvePlain) =>
  (p: number[]): number => {
    let x = [1, 1];
    for (let k = 0; k < 3; k++) {
      const r = [x[0] ** 2 + p[0] * x[1] - 3, x[0] * x[1] * p[1] - 1];
      const J = [
        [2 * x[0], p[0]],
        [x[1] * p[1], x[0] * p[1]],
      ];
      const d = solver(J, r);
      x = x.map((v, i) => v - d[i]);
    }
    return x[0] + 2 * x[1] * x[1];
  };
const ruled = (p: number[]): number => newton(solve)(p),
  plain = newton(solvePlain);
const P = [0.7, 1.3];
same(
  "solve grad",
  grad(ruled)(P),
  numGrad((p) => plain([...p]), P),
);
same(
  "solve jvp",
  jvp(ruled)([P], [[1, -2]]).tangent,
  num((t) => plain([P[0] + t, P[1] - 2 * t]), 0),
);
same(
  "solve hess",
  hessian(ruled)(P),
  [0, 1].map((i) => numGrad((p) => num((t) => plain(p.map((v, k) => v + (k === i ? t : 0))), 0), P)),
  1e-4,
);
const ck = checkpoint((p: number[]) => [ruled(p), ruled(p.map((v) => v * 1.1))]);
same(
  "ck hvp",
  hvp((p: number[]) => {
    const [a, b] = ck(p);
    return a * b;
  })(P, [1, 1]),
  numGrad(
    (p) =>
      num((t) => {
        const q = p.map((v) => v + t);
        return plain(q) * plain(q.map((v) => v * 1.1));
      }, 0),
    P,
  ),
  1e-4,
);
same(
  "sparse",
  (() => {
    const m = jacobian(
      (p: number[]) =>
        solve(
          [
            [2, p[0]],
            [p[1], 3],
          ],
          [p[0], p[1]],
        ),
      { sparsity: "detect" },
    )(P);
    return [...m.values];
  })(),
  [0, 1].flatMap((k) =>
    numGrad(
      (p) =>
        solvePlain(
          [
            [2, p[0]],
            [p[1], 3],
          ],
          [p[0], p[1]],
        )[k],
      P,
    ),
  ),
);
// a rule that writes its cotangent's copy in place and branches on arguments
const huberPlain = (x: number[], d: number): number[] =>
  x.map((v) => (Math.abs(v) < d ? 0.5 * v * v : d * (Math.abs(v) - 0.5 * d)));
const huber = customJvp(huberPlain, ([dx, dd], _y, x, d) => {
  const out = dx.slice();
  for (let i = 0; i < x.length; i++) {
    if (Math.abs(x[i]) < d) out[i] *= x[i];
    else {
      out[i] *= d * Math.sign(x[i]);
      out[i] += dd * (Math.abs(x[i]) - d);
    }
  }
  return out;
});
const hl = (x: number[], d: number): number => huber(x, d).reduce((s, v, i) => s + v * v * (i + 1), 0),
  hp = (x: readonly number[], d: number): number => huberPlain([...x], d).reduce((s, v, i) => s + v * v * (i + 1), 0);
const X = [0.3, -1.7, 0.9, 2.2];
same("huber", grad(hl, { wrt: [0, 1] })(X, 0.8), [numGrad((x) => hp(x, 0.8), X), num((d) => hp(X, d), 0.8)]);
same(
  "huber hvp",
  hvp(hl)(X, 0.8, [1, 2, -1, 0.5]),
  numGrad(
    (x) =>
      num(
        (t) =>
          hp(
            x.map((v, i) => v + t * [1, 2, -1, 0.5][i]),
            0.8,
          ),
        0,
      ),
    X,
  ),
  1e-4,
);
same(
  "huber pull twice",
  (() => {
    const { pullback } = vjp(huber)(X, 0.8);
    pullback([1, 1, 1, 1]);
    return pullback([1, 2, 3, 4]);
  })(),
  [
    numGrad((x) => huberPlain([...x], 0.8).reduce((s, v, i) => s + (i + 1) * v, 0), X),
    num((d) => huberPlain(X, d).reduce((s, v, i) => s + (i + 1) * v, 0), 0.8),
  ],
);

export { results } from "./_same.js";
