/** Jacobians and Hessians by several parameters: a tuple of Jacobians, and a block for each pair of parameters. */
import { checkpoint, grad, hessian, jacobian, jvp } from "cotangent";
import { num, numGrad, same } from "./_same.js";

// A camera and a point, of which the residual has fewer numbers, and more: by rows, and by columns.

interface Camera {
  focal: number;
  shift: [number, number];
}
type Point = Record<"x" | "y" | "z", number>;
const project = ({ focal, shift }: Camera, { x, y, z }: Point, scale: number): number[] => [
  (focal * x * scale) / z + shift[0],
  (focal * y * scale) / z + shift[1] * scale,
];
const camera: Camera = { focal: 1.2, shift: [0.1, -0.3] };
const point: Point = { x: 0.4, y: -0.7, z: 2 };
const byCamera = jacobian(project, { wrt: 0 })(camera, point, 1.5);
const byPoint = jacobian(project, { wrt: 1 })(camera, point, 1.5);
const byScale = jacobian(project, { wrt: 2 })(camera, point, 1.5);
same("camera and point", jacobian(project, { wrt: [0, 1] })(camera, point, 1.5), [byCamera, byPoint]);
same("in the order asked for", jacobian(project, { wrt: [2, 0] })(camera, point, 1.5), [byScale, byCamera]);
same("one in a list", jacobian(project, { wrt: [1] })(camera, point, 1.5), [byPoint]);
const all = [byCamera, byPoint, byScale];
same("rows", jacobian(project, { wrt: [0, 1, 2], mode: "reverse" })(camera, point, 1.5), all);
same("columns", jacobian(project, { wrt: [0, 1, 2], mode: "forward" })(camera, point, 1.5), all);
same(
  "by differences",
  byScale,
  project(camera, point, 1).map((_, i) => num((s) => project(camera, point, s)[i], 1.5)),
);

const spread = (a: number, b: number): Map<string, number[]> =>
  new Map([
    ["sum", [a + b, a * b, a / b]],
    ["power", [a ** b, Math.atan2(a, b)]],
  ]);
const [byA, byB] = jacobian(spread, { wrt: [0, 1] })(1.3, 0.7);
same(
  "map by a",
  byA,
  new Map([
    ["sum", [1, 0.7, 1 / 0.7]],
    ["power", [0.7 * 1.3 ** -0.3, 0.7 / (1.3 ** 2 + 0.7 ** 2)]],
  ]),
);
same("map by b", byB, jacobian(spread, { wrt: 1 })(1.3, 0.7));
same("numbers, by rows", jacobian(spread, { wrt: [0, 1], mode: "reverse" })(1.3, 0.7), [byA, byB]);

// One number: a tuple of gradients.

const energy = (rows: number[][], w: Float64Array, k: number): number =>
  rows.reduce((s, row, i) => s + k * Math.sin(w[i] * row[0]) * row[1] ** 2, 0);
const rows = [
  [0.3, 1.1],
  [-0.8, 0.6],
];
const w = Float64Array.of(0.9, -1.4);
const gradients = grad(energy, { wrt: [0, 1, 2] })(rows, w, 2);
same("gradients", jacobian(energy, { wrt: [0, 1, 2] })(rows, w, 2), gradients);
same("gradients, forward", jacobian(energy, { wrt: [0, 1, 2], mode: "forward" })(rows, w, 2), gradients);

// Blocks of a Hessian.

const flat = (x: readonly number[]): number =>
  energy([x.slice(0, 2), x.slice(2, 4)], Float64Array.from(x.slice(4, 6)), x[6]);
const at = [...rows.flat(), ...w, 2];
const table = at.map((_, i) => numGrad((x) => numGrad(flat, x)[i], at));
const part = (i: number, j: number): number[] => {
  const places = [[0, 1, 2, 3], [4, 5], [6]];
  return places[i].flatMap((r) => places[j].map((c) => table[r][c]));
};
const blocks = hessian(energy, { wrt: [0, 1, 2] })(rows, w, 2);
for (const i of [0, 1, 2]) for (const j of [0, 1, 2]) same(`block ${i} ${j}`, numbers(blocks[i][j]), part(i, j), 1e-5);
same("blocks of two", hessian(energy, { wrt: [2, 0] })(rows, w, 2), [
  [blocks[2][2], blocks[2][0]],
  [blocks[0][2], blocks[0][0]],
]);
same("on the diagonal", hessian(energy, { wrt: 1 })(rows, w, 2), blocks[1][1]);
const product = (x: number, y: number): number => x ** 3 * y ** 2;
same("of numbers", hessian(product, { wrt: [0, 1] })(2, 3), [
  [108, 72],
  [72, 16],
]);

function numbers(value: unknown): number[] {
  return typeof value === "number" ? [value] : Object.values(value as object).flatMap(numbers);
}

// The same array for both stays two inputs, and one that the result does not depend on has zeros.

const dot = (a: number[], b: number[], _unused: number[]): number => a.reduce((s, v, i) => s + v * v * b[i], 0);
const same2 = [1, 2];
same("one array twice", hessian(dot, { wrt: [0, 1, 2] })(same2, same2, [7]), [
  [
    [
      [2, 0],
      [0, 4],
    ],
    [
      [2, 0],
      [0, 4],
    ],
    [[0], [0]],
  ],
  [
    [
      [2, 0],
      [0, 4],
    ],
    [
      [0, 0],
      [0, 0],
    ],
    [[0], [0]],
  ],
  [[[0, 0]], [[0, 0]], [[0]]],
]);

// Within what is differentiated, and of derivatives.

const curvature = (x: number[], k: number): number => {
  const [[xx, xk], [, kk]] = hessian((y: number[], c: number) => y[0] ** 3 * c ** 2 + y[1] * c ** 3, { wrt: [0, 1] })(
    x,
    k,
  );
  return xx[0][0] * xk[1] + kk;
};
// 6 y0 c² · 3 c² + 2 y0³ + 6 y1 c
const curvatureByHand = (y: number[], c: number): number => 18 * y[0] * c ** 4 + 2 * y[0] ** 3 + 6 * y[1] * c;
same("value within", curvature([1.2, 0.4], 0.9), curvatureByHand([1.2, 0.4], 0.9));
same(
  "gradient of blocks",
  grad(curvature)([1.2, 0.4], 0.9),
  numGrad((y) => curvatureByHand(y, 0.9), [1.2, 0.4]),
);
same(
  "by the other",
  grad(curvature, { wrt: 1 })([1.2, 0.4], 0.9),
  num((c) => curvatureByHand([1.2, 0.4], c), 0.9),
);
const gaussNewton = (q: Camera, p: Point): number => {
  const [j, l] = jacobian(project, { wrt: [0, 1] })(q, p, 1.5);
  return j.reduce((s, row, i) => s + row.focal ** 2 * l[i].z, 0);
};
const gaussNewtonByHand = (q: Camera, p: Point): number =>
  ((1.5 * p.x) / p.z) ** 2 * ((-q.focal * p.x * 1.5) / p.z ** 2) +
  ((1.5 * p.y) / p.z) ** 2 * ((-q.focal * p.y * 1.5) / p.z ** 2);
same("rows within", gaussNewton(camera, point), gaussNewtonByHand(camera, point));
same(
  "pushed through rows",
  jvp(gaussNewton)(
    [camera, point],
    [
      { focal: 1, shift: [0, 0] },
      { x: 0, y: 0, z: 1 },
    ],
  ).tangent,
  num((t) => gaussNewtonByHand({ ...camera, focal: 1.2 + t }, { ...point, z: 2 + t }), 0),
);
same("of a gradient", jacobian(grad(product), { wrt: [0, 1] })(2, 3), [108, 72]);
const kept = checkpoint((x: number[], y: number): number[] => x.map((v) => Math.exp(v * y)));
same("of a checkpoint", jacobian(kept, { wrt: [0, 1] })([0.2, 0.5], 2), [
  [
    [2 * Math.exp(0.4), 0],
    [0, 2 * Math.exp(1)],
  ],
  [0.2 * Math.exp(0.4), 0.5 * Math.exp(1)],
]);

export { results } from "./_same.js";
