/** Sparse derivatives through rules between structures: each number of a result counts as depending on all that the rule gets. */
import { checkpoint, customJvp, customVjp, hessian, jacobian } from "cotangent";
import { numGrad, same } from "./_same.js";

const dense = (m: {
  rows: number;
  columns: number;
  rowPointers: ArrayLike<number>;
  columnIndices: ArrayLike<number>;
  values: ArrayLike<number>;
}): number[][] =>
  Array.from({ length: m.rows }, (_, i) => {
    const row = new Array<number>(m.columns).fill(0);
    for (let k = m.rowPointers[i]; k < m.rowPointers[i + 1]; k++) row[m.columnIndices[k]] = m.values[k];
    return row;
  });
const rotPlain = (p: number[], a: number): number[] => [
  p[0] * Math.cos(a) - p[1] * Math.sin(a),
  p[0] * Math.sin(a) + p[1] * Math.cos(a),
];
const rot = customVjp(rotPlain, (c, y, _p, a) => [
  [c[0] * Math.cos(a) + c[1] * Math.sin(a), -c[0] * Math.sin(a) + c[1] * Math.cos(a)],
  -c[0] * y[1] + c[1] * y[0],
]);
const F =
  (f: typeof rotPlain) =>
  (x: number[]): number[] => {
    const out: number[] = [];
    for (let i = 0; i + 2 < x.length; i += 3) out.push(...f([x[i], x[i + 1]], x[i + 2]));
    return out;
  };
const x = [1, 2, 0.3, -1, 0.5, 0.7, 0.2, 0.1, -0.4];
const want = F(rotPlain)(x).map((_, k) => numGrad((z) => F(rotPlain)([...z])[k], x));
const withRule = (z: number[]): number[] => {
  const out: number[] = [];
  for (let i = 0; i + 2 < z.length; i += 3) out.push(...rot([z[i], z[i + 1]], z[i + 2]));
  return out;
};
const J = jacobian(withRule, { sparsity: "detect" })(x);
same("sparse rule", dense(J), want);
same("count", J.values.length, 18);
same("sparse rule rev", dense(jacobian(withRule, { sparsity: "detect", mode: "reverse" })(x)), want);
same("sparse rule fwd", dense(jacobian(withRule, { sparsity: "detect", mode: "forward" })(x)), want);
const rj = customJvp(rotPlain, ([dp, da], y, _p, a) => [
  dp[0] * Math.cos(a) - dp[1] * Math.sin(a) - y[1] * da,
  dp[0] * Math.sin(a) + dp[1] * Math.cos(a) + y[0] * da,
]);
const withJ = (z: number[]): number[] => {
  const out: number[] = [];
  for (let i = 0; i + 2 < z.length; i += 3) out.push(...rj([z[i], z[i + 1]], z[i + 2]));
  return out;
};
same("sparse jvp rule", dense(jacobian(withJ, { sparsity: "detect" })(x)), want);
const ck = checkpoint((p: number[], a: number) => rotPlain(p, a).map((v) => v * v));
const withC = (z: number[]): number[] => {
  const out: number[] = [];
  for (let i = 0; i + 2 < z.length; i += 3) out.push(...ck([z[i], z[i + 1]], z[i + 2]));
  return out;
};
same(
  "sparse checkpoint",
  dense(jacobian(withC, { sparsity: "detect" })(x)),
  withC(x).map((_, k) => numGrad((z) => withC([...z])[k], x)),
);
const energy = (z: number[]): number => {
  let s = 0;
  for (let i = 0; i + 2 < z.length; i += 3) {
    const q = rot([z[i], z[i + 1]], z[i + 2]);
    s += q[0] ** 3 * q[1];
  }
  return s;
};
const eref = (z: readonly number[]): number => {
  let s = 0;
  for (let i = 0; i + 2 < z.length; i += 3) {
    const q = rotPlain([z[i], z[i + 1]], z[i + 2]);
    s += q[0] ** 3 * q[1];
  }
  return s;
};
const H = hessian(energy, { sparsity: "detect" })(x);
same(
  "sparse hess",
  dense(H),
  x.map((_, i) => numGrad((z) => numGrad(eref, z)[i], x)),
  1e-4,
);
same("hess count", H.values.length, 27);

export { results } from "./_same.js";
