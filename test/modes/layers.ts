import { checkpoint, checkpointedLoop, customVjp, fixedPoint, grad, hvp, jvp, vjp } from "cotangent";
import { num, numGrad, same } from "./_same.js";

/** Lists of objects that hold lists, and lists within lists within lists: the layers of a network, particles, grids of cells. */

interface Layer {
  w: number[][];
  b: number[];
}
/** A network of two layers, from six numbers. */
const layersOf = ([p, q, r, s, t, u]: number[]): Layer[] => [
  {
    w: [
      [p, q],
      [r, 0.3],
    ],
    b: [s, 0.1],
  },
  { w: [[t, u * p]], b: [s * s] },
];
const weights = [0.3, -0.2, 0.5, 0.4, 0.7, -0.6];
const layer = (x: readonly number[], { w, b }: Layer): number[] =>
  w.map((row, i) => Math.tanh(row.reduce((sum, v, j) => sum + v * x[j], b[i])));
const network = (layers: Layer[], x: number[]): number[] => layers.reduce<number[]>(layer, x.slice());

const kept = checkpoint((layers: Layer[], x: number[]): number[] => network(layers, x));
const ofCheckpoint = (v: number[]): number => kept(layersOf(v), [0.5, v[1]])[0] ** 2;
same("a checkpoint", grad(ofCheckpoint)(weights), numGrad(ofCheckpoint, weights));
const along = [1, -2, 0.5, 0.3, 1, 2];
const moved = (f: (v: number[]) => number[], t: number): number[] => f(weights.map((v, i) => v + t * along[i]));
same(
  "twice",
  hvp(ofCheckpoint)(weights, along),
  weights.map((_, i) => num((t) => moved(grad(ofCheckpoint), t)[i], 0)),
);
same(
  "forward",
  jvp(ofCheckpoint)([weights], [along]).tangent,
  num((t) => moved((v) => [ofCheckpoint(v)], t)[0], 0),
);

/** What is changed after the call is none of its arguments any more. */
const changed = (v: number[]): number => {
  const layers = layersOf(v);
  const first = kept(layers, [0.5, 0.2]);
  layers[0].w[0][0] = v[5];
  layers[0].w.push([v[2], v[3]]);
  layers[0].b.push(0.2);
  layers[1].w[0].push(v[4]);
  layers.push({ w: [[v[0]]], b: [v[1]] });
  const second = kept(layers, first.concat(0.1));
  first[0] *= v[3];
  return first[0] * second[0];
};
same("changed between two calls", grad(changed)(weights), numGrad(changed, weights));

/** The pullback of a function that lengthens, replaces and empties what it is given. */
const restless = (layers: Layer[], k: number): Layer[] => {
  layers[0].w[0].push(k);
  layers[1].b = [k * layers[0].b[0]];
  layers[0].w[1].length = 1;
  layers.push({ w: [[k, layers[1].w[0][0]]], b: layers[0].b });
  return layers.slice(1);
};
const energy = (layers: Layer[]): number =>
  layers.reduce((sum, { w, b }, i) => sum + (i + 1) * (w.flat().reduce((a, c) => a + c * c, 0) + b[0] ** 3), 0);
const pulled = (v: number[]): number => {
  const { value, pullback } = vjp(restless)(layersOf(v), v[2]);
  const cotangent = value.map(({ w, b }) => ({ w: w.map((row) => row.map((c) => 2 * c)), b: b.map((c) => c * c) }));
  const [once, direct] = pullback(cotangent);
  const [again] = pullback(cotangent);
  return energy(once) + again[0].w[0][0] * direct;
};
same("a pullback within", grad(pulled)(weights), numGrad(pulled, weights), 1e-5);

const rule = customVjp(
  (rows: number[][][], k: number): number[][][] => rows.map((row) => row.map((cells) => cells.map((c) => c * k))),
  (w, _scaled, rows, k) => [
    w.map((row) => row.map((cells) => cells.map((c) => c * k))),
    rows.reduce((sum, row, i) => row.reduce((s, cells, j) => cells.reduce((t, c, m) => t + c * w[i][j][m], s), sum), 0),
  ],
);
const cubes = (v: number[]): number => {
  const out = rule(rule([[[v[0], v[1]], [v[2]]], [[v[3]]]], v[4]), v[5]);
  return out.flat(2).reduce((sum, c, i) => sum + (i + 1) * c ** 3, 0);
};
same("a rule", grad(cubes)(weights), numGrad(cubes, weights));

interface Body {
  at: number[];
  trail: { t: number; p: [number, number] }[];
  mass: number;
}
const simulate = (v: number[]): number => {
  const end = checkpointedLoop(
    5,
    [
      { at: [1, v[0]], trail: [], mass: 2 },
      { at: [v[1], 0.5], trail: [], mass: v[2] },
    ] as Body[],
    (bodies, step) =>
      bodies.map(({ at, trail, mass }, i) => {
        const other = bodies[1 - i];
        const next = at.map((x, d) => x + (0.05 * other.mass * (other.at[d] - x)) / (1 + (other.at[d] - x) ** 2));
        return { at: next, trail: [...trail, { t: step * v[3], p: [next[0], next[1] * mass] }], mass };
      }),
    { snapshots: 2 },
  );
  return end.reduce(
    (sum, { at, trail }) => sum + at[0] * trail.reduce((s, { t, p: [a, b] }) => s + a * b * (1 + t), 0),
    0,
  );
};
same("a loop over bodies with trails", grad(simulate)(weights), numGrad(simulate, weights), 1e-5);

const relaxed = fixedPoint(
  (x: Layer[], p: number): Layer[] =>
    x.map(({ w, b }) => ({ w: w.map((row) => row.map((c) => c / 2 + p)), b: b.map((c) => c / 3 + p * p) })),
  (p: number): Layer[] => [{ w: [[2 * p, 2 * p], [2 * p]], b: [1.5 * p * p] }],
);
const level = (p: number): number => energy(relaxed(p));
same("a fixed point", grad(level)(0.7), num(level, 0.7));
same("a fixed point, forward", jvp(level)([0.7], [1]).tangent, num(level, 0.7));

export { results } from "./_same.js";
