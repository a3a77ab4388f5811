/** One argument that holds the same memory in several places, and is changed through one of them. */
import { grad, hvp, jvp, valueAndGrad, vjp } from "cotangent";
import { num, numGrad, same } from "./_same.js";

// springs name the particles of the list beside them
interface Particle {
  x: number;
  v: number;
  force: number;
}
interface Spring {
  a: Particle;
  b: Particle;
  stiffness: number;
}
interface World {
  particles: Particle[];
  springs: Spring[];
}
function worldAt(x: readonly number[], stiffness = 2): World {
  const particles = x.map((at) => ({ x: at, v: 0, force: 0 }));
  return { particles, springs: particles.slice(1).map((b, i) => ({ a: particles[i], b, stiffness })) };
}
function simulate({ particles, springs }: World): number {
  for (let t = 0; t < 3; t++) {
    for (const p of particles) p.force = -0.1 * p.v * p.v * p.v;
    for (const { a, b, stiffness } of springs) {
      const d = b.x - a.x;
      a.force += stiffness * (d - 1) * d;
      b.force -= stiffness * (d - 1) * d;
    }
    for (const p of particles) {
      p.v += 0.1 * p.force;
      p.x += 0.1 * p.v * p.x;
    }
  }
  return particles.reduce((s, p, i) => s + p.x * p.x * (i + 1), 0);
}
const start = [0.2, 1.7, 2.9];
const byStart = numGrad((x) => simulate(worldAt(x)), start);
same(
  "springs",
  grad(simulate)(worldAt(start)).particles.map((p) => p.x),
  byStart,
);
same(
  "springs, by pullback",
  vjp(simulate)(worldAt(start))
    .pullback(2)[0]
    .particles.map((p) => p.x),
  byStart.map((d) => 2 * d),
);
same("springs, forward", jvp(simulate)([worldAt(start)], [worldAt([1, 0, 0], 0)]).tangent, byStart[0]);
same(
  "springs, twice",
  hvp(simulate)(worldAt(start), worldAt([1, 0, 0], 0)).particles.map((p) => p.x),
  start.map((_, i) => num((x) => grad(simulate)(worldAt([x, ...start.slice(1)])).particles[i].x, start[0])),
);

// a list in two fields
interface Lists {
  all: number[];
  row: number[];
}
const listsOf = (x: number[]): Lists => ({ all: x, row: x });
function lists(p: Lists): number {
  const before = p.row[0];
  p.all[0] *= 3;
  const tripled = p.row[0];
  p.all[0] = tripled * before;
  return p.row[0] ** 2 + p.all[1] * before;
}
same(
  "lists",
  grad(lists)(listsOf([2, 5])).all,
  numGrad((x) => lists(listsOf([...x])), [2, 5]),
);

// rows over a flat buffer
interface Matrix {
  flat: Float64Array;
  rows: Float64Array[];
}
function matrixOf(x: readonly number[]): Matrix {
  const flat = Float64Array.from(x);
  return { flat, rows: [flat.subarray(0, 2), flat.subarray(2)] };
}
function mixed({ flat, rows }: Matrix): number {
  for (const row of rows) row[0] = row[0] * row[1] + flat[3];
  let s = 0;
  for (let i = 0; i < 4; i++) s += flat[i] ** 2 * (i + 1);
  return s * rows[1][0];
}
const entries = [1, 2, 3, 4];
const byEntries = numGrad((x) => mixed(matrixOf(x)), entries);
const both = valueAndGrad(mixed)(matrixOf(entries));
same("rows, value", both.value, mixed(matrixOf(entries)), 0);
same("rows", [...both.grad.flat], byEntries);
same(
  "rows, each",
  both.grad.rows.map((row) => [...row]),
  [byEntries.slice(0, 2), byEntries.slice(2)],
);
const { pullback } = vjp(mixed)(matrixOf(entries));
same("rows, by pullback", [...pullback(1)[0].flat], byEntries);
same(
  "rows, by pullback again",
  [...pullback(-1)[0].flat],
  byEntries.map((d) => -d),
);
const first = (m: Matrix): number => grad(mixed)(m).flat[0];
same(
  "rows, twice",
  [...grad(first)(matrixOf(entries)).flat],
  numGrad((x) => first(matrixOf(x)), entries),
  1e-5,
);

// windows that slide over a signal
const windowsOf = (x: readonly number[]): Float64Array[] => {
  const signal = Float64Array.from(x);
  return [0, 1, 2].map((i) => signal.subarray(i, i + 2));
};
function smoothed(windows: Float64Array[]): number {
  let s = 0;
  for (const w of windows) {
    s += w[0] * w[1] ** 2;
    w[1] *= 2;
  }
  return s;
}
const bySignal = numGrad((x) => smoothed(windowsOf(x)), entries);
same(
  "windows",
  grad(smoothed)(windowsOf(entries)).map((w) => [...w]),
  [0, 1, 2].map((i) => bySignal.slice(i, i + 2)),
);

// two arguments of different types that are one object are refused when they are passed
interface Point {
  x: number;
}
interface Body extends Point {
  mass: number;
}
function pushed(point: Point, body: Body): number {
  const before = body.x;
  point.x = before * 3 * body.mass;
  return body.x * before;
}
const body = { x: 2, mass: 5 };
let message = "";
try {
  grad(pushed, { wrt: [0, 1] })(body, body);
} catch (error) {
  message = String(error);
}
same("one object", message, "Error: pushed: point and body share memory that it writes to; pass a copy of one of them");
same("two objects", grad(pushed, { wrt: [0, 1] })({ x: 2 }, body), [{ x: 0 }, { mass: 0, x: 4 }]);

export { results } from "./_same.js";
