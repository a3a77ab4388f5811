/** Structures that are given away, kept and replaced: results that are one object twice, parts that are exchanged after a rule has seen them. */
import { checkpoint, checkpointedLoop, customJvp, customVjp, grad, hvp, jvp, vjp } from "cotangent";
import { num, numGrad, same } from "./_same.js";

const at = [0.3, 0.8];

// a result that holds one list twice has the sum of what is given for both
const halves = (x: number[]): number[][] => [x, x, x.map((v) => v * v)];
same(
  "seeds",
  vjp(halves)([2, 3]).pullback([
    [1, 0],
    [10, 20],
    [1, 1],
  ]),
  [[15, 26]],
);
interface Pair {
  y: number[];
  z: number[];
}
const twice = (x: number[]): Pair => {
  const y = x.map((v) => Math.sin(v));
  return { y, z: y };
};
const product = ({ y, z }: Pair): number => y[0] * z[1] + y[1];
const checked = checkpoint(twice);
const ruled = customVjp(twice, (c, _pair, x) => [x.map((v, i) => Math.cos(v) * (c.y[i] + c.z[i]))]);
const wanted = numGrad((x) => product(twice(x)), at);
same("checkpoint", grad((x: number[]) => product(checked(x)))(at), wanted);
same("rule", grad((x: number[]) => product(ruled(x)))(at), wanted);

// what a layer refers to is exchanged after the rule has seen it
interface Layer {
  rows: number[][];
  bias: number[];
  scale: number;
}
const apply = ({ rows, bias, scale }: Layer, x: number[]): number[] =>
  rows.map((row, i) => scale * (row[0] * x[0] + row[1] * x[1]) + bias[i]);
const dense = customVjp(apply, (c, _y, { rows, scale }, x) => [
  {
    rows: rows.map((row, i) => row.map((_, j) => c[i] * x[j] * scale)),
    bias: c.slice(),
    scale: rows.reduce((s, row, i) => s + c[i] * (row[0] * x[0] + row[1] * x[1]), 0),
  },
  x.map((_, j) => rows.reduce((s, row, i) => s + c[i] * row[j] * scale, 0)),
]);
const exchanged =
  (layerOf: (layer: Layer, x: number[]) => number[]) =>
  (x: number[]): number => {
    const layer: Layer = {
      rows: [
        [x[0], 1],
        [x[1], x[0]],
      ],
      bias: [x[1], 0.5],
      scale: x[0],
    };
    let h = layerOf(layer, x);
    layer.rows.reverse();
    layer.bias = [1, x[0]];
    layer.scale *= 2;
    h = layerOf(layer, h);
    layer.rows = [h, [1, 2]];
    layer.scale = 0;
    return h[0] * h[1] + layer.rows[0][1] + layer.bias[1];
  };
const plain = (x: number[]): number => exchanged(apply)(x);
const withRule = (x: number[]): number => exchanged(dense)(x);
same("exchanged", grad(withRule)(at), numGrad(plain, at));
same(
  "exchanged, by pullback",
  vjp(withRule)(at).pullback(2)[0],
  numGrad(plain, at).map((d) => 2 * d),
);

interface Swarm {
  members: { mass: number; place: { x: number } }[];
  box: [number[], number];
}
const weigh = (s: Swarm): number =>
  s.members.reduce((sum, { mass, place }) => sum + mass * Math.sin(place.x), 0) * s.box[0][0] * s.box[1];
const weighed = checkpoint(weigh);
const moving =
  (weight: (s: Swarm) => number) =>
  (x: number[]): number => {
    const swarm: Swarm = { members: x.map((v) => ({ mass: v, place: { x: 2 * v } })), box: [[x[1]], x[0]] };
    const before = weight(swarm);
    swarm.members[0].place = { x: x[1] };
    swarm.members.reverse();
    swarm.box[0] = [before];
    swarm.box[1] = x[1];
    const after = weight(swarm);
    swarm.members[1] = { mass: 1, place: { x: 1 } };
    swarm.members.length = 1;
    return before * after + swarm.members[0].place.x;
  };
same(
  "swarm",
  grad((x: number[]) => moving(weighed)(x))(at),
  numGrad((x) => moving(weigh)(x), at),
);

// a rule that gives the tangent that it was given
const copied = customJvp(
  (x: number[]) => x.slice(),
  ([dx]) => dx,
);
const scaled = (x: number[]): number => {
  const y = copied(x);
  y[0] *= x[1];
  return copied(y)[0] + y[1] * x[0];
};
same("handed on", jvp(scaled)([[2, 5]], [[1, 0]]).tangent, 10);
same("handed on, twice", jvp((x: number[]) => scaled(x) * scaled(x))([[2, 5]], [[1, 0]]).tangent, 2 * 20 * 10);

// a loop over a structure: its copies are apart, so what is one object in it is refused
interface State {
  a: number[];
  b: { c: number; d: number[][] };
}
const spin = (s: State, i: number): State => {
  s.a[1] = Math.sin(s.b.c * s.a[0]) + s.b.d[1][0];
  s.b.c *= s.a[1];
  s.b.d[0][0] += s.b.c * i;
  return s;
};
const spun = (x: number[]): number =>
  checkpointedLoop(5, { a: [x[0], 1], b: { c: x[1], d: [[x[0]], [x[1] * x[0]]] } }, spin, { snapshots: 2 }).a[1];
same("loop", grad(spun)(at), numGrad(spun, at));
same(
  "loop, forward",
  jvp(spun)([at], [[1, 2]]).tangent,
  num((t) => spun([at[0] + t, at[1] + 2 * t]), 0),
);
interface Turning {
  a: number[];
  b: { c: number };
}
const turned = (x: number[]): number =>
  checkpointedLoop<Turning>(
    5,
    { a: [x[0], 1], b: { c: x[1] } },
    (s) => {
      s.a[1] = Math.sin(s.b.c * s.a[0]) + s.a[1];
      s.b = { c: s.b.c * s.a[1] };
      return s;
    },
    { snapshots: 2 },
  ).a[1];
same(
  "loop, twice",
  hvp(turned)(at, [1, 2]),
  at.map((_, i) => num((t) => grad(turned)([at[0] + t, at[1] + 2 * t])[i], 0)),
  1e-5,
);

const thrownBy = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return String(error);
  }
  return "";
};
const shared = "Error: checkpointedLoop: the state holds the same object in two places; give each place one of its own";
const turn = (s: Pair): Pair => {
  s.y[0] = Math.sin(s.z[1]);
  return s;
};
const fromShared = (x: number[]): number => checkpointedLoop(3, { y: x, z: x }, turn).y[0];
const becomesShared = (x: number[]): number =>
  checkpointedLoop(3, { y: x, z: [x[1], x[0]] }, (s) => turn({ y: s.z, z: s.z })).y[0];
same(
  "shared state",
  thrownBy(() => grad(fromShared)([...at])),
  shared,
);
same(
  "shared later",
  thrownBy(() => grad(becomesShared)([...at])),
  shared,
);

// a list of lists in a result, in which others are put
const spread = checkpoint((x: number[]) => ({ doubled: x.map((v) => 2 * v), rows: [[...x], x.map((v) => v * v)] }));
function rearranged(x: number[]): number {
  const { doubled, rows } = spread(x);
  const [first] = rows;
  rows[0] = rows[1];
  rows[0][0] += doubled[1];
  rows[1] = doubled;
  return rows[0][0] * rows[1][0] + first[1] * rows[0][1];
}
same("rearranged", grad(rearranged)([2, 3]), numGrad(rearranged, [2, 3]));
same("rearranged, forward", jvp(rearranged)([[2, 3]], [[1, 0]]).tangent, numGrad(rearranged, [2, 3])[0]);

// records of records exchanged, a tuple's parts, and lists that are longer or shorter afterwards
interface Pose {
  at: { x: number; y: number };
  turn: number;
}
const posed = checkpoint((x: number[]) => ({
  poses: x.map((v): Pose => ({ at: { x: v * v, y: v }, turn: Math.sin(v) })),
  pair: [x.map((v) => 3 * v), [x[0] * x[1]]] as [number[], number[]],
  list: x.map((v) => v ** 3),
}));
function moved(x: number[]): number {
  let s = 0;
  for (let i = 0; i < 2; i++) {
    const given = posed(x.map((v) => v + i));
    const { poses, list } = given;
    const { at } = poses[0];
    [poses[0], poses[1]] = [poses[1], poses[0]];
    poses[0].at = at;
    poses[1] = { at: { x: poses[0].turn, y: 2 }, turn: x[1] };
    [given.pair[0], given.pair[1]] = [given.pair[1], given.pair[0]];
    list.push(list[0] * list[1]);
    const last = list.pop() ?? 0;
    list.unshift(last);
    given.pair[1].length = 1;
    s +=
      poses[0].at.x * poses[0].turn +
      poses[1].at.x * at.y +
      given.pair[0][0] * given.pair[1][0] +
      list[1] * list[2] +
      last;
  }
  return s;
}
same("moved", grad(moved)([0.7, 1.2]), numGrad(moved, [0.7, 1.2]));
same("moved, forward", jvp(moved)([[0.7, 1.2]], [[1, 0]]).tangent, numGrad(moved, [0.7, 1.2])[0]);
const movedBack = vjp(moved)([0.7, 1.2]).pullback;
movedBack(3);
same("moved, again", movedBack(1)[0], numGrad(moved, [0.7, 1.2]));

export { results } from "./_same.js";
