/** Sparse Jacobians and Hessians: the entries are those of the full ones, the pattern is that of what depends on what. */
import { hessian, jacobian, partials, type SparseMatrix } from "cotangent";
import { same } from "./_same.js";

function full({ rows, columns, rowPointers, columnIndices, values }: SparseMatrix): number[][] {
  const matrix = Array.from({ length: rows }, () => new Array<number>(columns).fill(0));
  for (let i = 0; i < rows; i++)
    for (let p = rowPointers[i]; p < rowPointers[i + 1]; p++) matrix[i][columnIndices[p]] = values[p];
  return matrix;
}
const x = [0.1, 0.5, -0.3, 0.8, 1.2, 0.4];

const chain = (x: number[]): number[] =>
  x.map((v, i) => v * v * 3 - (i > 0 ? x[i - 1] * v : 0) + (i + 1 < x.length ? Math.sin(x[i + 1]) : 0));
const sparseChain = jacobian(chain, { sparsity: "detect" });
same("a chain", full(sparseChain(x)), jacobian(chain)(x));
same("a chain, entries", sparseChain(x).values.length, 16);
same("a chain by rows", full(jacobian(chain, { sparsity: "detect", mode: "reverse" })(x)), jacobian(chain)(x));
same("a chain by columns", full(jacobian(chain, { sparsity: "detect", mode: "forward" })(x)), jacobian(chain)(x));
same("a zero partial is in the pattern", sparseChain([0, 0, 0]).columnIndices, [0, 1, 0, 1, 2, 1, 2]);

/** One full row: rows take two sweeps, columns six. */
const arrow = (x: number[]): number[] => {
  const out = x.map((v) => v ** 3);
  let sum = 0;
  for (const v of x) sum += v * x[0];
  out.push(sum);
  return out;
};
same("a full row", full(jacobian(arrow, { sparsity: "detect" })(x)), jacobian(arrow)(x));

/** The pattern is that of the branches taken, of the element that an index names, and of arrays written in place. */
const mixed = (x: Float64Array, k: number): { a: number; rest: Float64Array } => {
  const work = x.slice();
  for (let i = 1; i < work.length; i++) {
    if (x[i] < 0) continue;
    work[i] = work[i - 1] * x[i];
    if (work[i] > 10) break;
  }
  const swap = work[0];
  work[0] = work[k];
  work[k] = swap * 2;
  return { a: x[k] > 0 ? Math.max(x[0], x[k]) : Math.hypot(x[1], x[2]), rest: work };
};
for (const k of [1, 2, 4]) {
  const dense = jacobian(mixed)(Float64Array.from(x), k);
  same(
    `mixed, ${k}`,
    full(jacobian(mixed, { sparsity: "detect" })(Float64Array.from(x), k)),
    [dense.a, ...dense.rest].map((row) => [...row]),
  );
}

interface Camera {
  f: number;
  c: [number, number];
}
/** Records on both sides, a helper that is called, a rule of one's own, and another argument than the first. */
const distort = partials(
  (r: number, f: number) => f * (1 + r * r),
  (_y, r, f) => [2 * f * r, 1 + r * r],
);
const project = (scale: number, cameras: Camera[]): { u: number; v: number }[] =>
  cameras.map(({ f, c: [a, b] }) => ({ u: distort(a, f) * scale, v: b }));
const cameras: Camera[] = [
  { f: 2, c: [0.1, 0.2] },
  { f: 3, c: [0.3, -0.4] },
];
const projected = jacobian(project, { wrt: 1, sparsity: "detect" })(1.5, cameras);
same("records", full(projected), [
  [1.5 * (1 + 0.01), 1.5 * 2 * 2 * 0.1, 0, 0, 0, 0],
  [0, 0, 1, 0, 0, 0],
  [0, 0, 0, 1.5 * (1 + 0.09), 1.5 * 2 * 3 * 0.3, 0],
  [0, 0, 0, 0, 0, 1],
]);
same("records, entries", projected.values.length, 6);

const rosenbrock = (x: number[]): number => {
  let sum = 0;
  for (let i = 0; i + 1 < x.length; i++) sum += 100 * (x[i + 1] - x[i] ** 2) ** 2 + (1 - x[i]) ** 2;
  return sum;
};
const sparseRosenbrock = hessian(rosenbrock, { sparsity: "detect" });
same("Rosenbrock", full(sparseRosenbrock(x)), hessian(rosenbrock)(x));
same("Rosenbrock, entries", sparseRosenbrock(x).values.length, 16);
const hub = (x: number[]): number => {
  let sum = 0;
  for (let i = 1; i < x.length; i++) sum += x[0] * x[0] * x[i] ** 3;
  return sum;
};
same("an arrow Hessian", full(hessian(hub, { sparsity: "detect" })(x)), hessian(hub)(x));
const dense = (x: number[], scale: number): number => {
  let product = scale;
  for (const v of x) product *= 1 + v * v;
  return product;
};
same("a full Hessian", full(hessian(dense, { sparsity: "detect" })(x, 0.7)), hessian(dense)(x, 0.7));
/** A grid: each cell meets its neighbours, in two dimensions. */
const grid = (x: Float64Array, width: number): number => {
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    if ((i + 1) % width !== 0) sum += Math.exp(-((x[i] - x[i + 1]) ** 2));
    if (i + width < x.length) sum += x[i] ** 2 * x[i + width];
  }
  return sum;
};
const cells = Float64Array.from({ length: 20 }, (_, i) => Math.sin(i * 1.7));
same(
  "a grid",
  full(hessian(grid, { sparsity: "detect" })(cells, 5)),
  hessian(grid)(cells, 5).map((row) => [...row]),
);
same(
  "nothing",
  [sparseRosenbrock([]).values.length, sparseRosenbrock([]).rows, sparseRosenbrock([1]).values.length],
  [0, 0, 0],
);

/** The last of 2,000 variables: a formula, as differences would take long. */
const many = Array.from({ length: 2000 }, (_, i) => 1 + Math.sin(i));
const large = sparseRosenbrock(many);
same(
  "2,000 variables",
  [large.values.length, large.values.at(-1), large.values.at(-2)],
  [3 * 2000 - 2, 200, -400 * many[1998]],
);

export { results } from "./_same.js";
