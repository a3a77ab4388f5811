/** States, arguments and results that are one of several records, instances of classes, or maps. */
import { checkpoint, checkpointedLoop, fixedPoint, grad, implicitRoot, jvp, vjp } from "cotangent";
import { num, same } from "./_same.js";

// one of several records
type Shape =
  | { kind: "disc"; r: number }
  | { kind: "box"; w: number; h: number; edges: number[] }
  | { kind: "group"; parts: { m: number }[]; r: number };
const area = (s: Shape): number =>
  s.kind === "disc"
    ? 3 * s.r * s.r
    : s.kind === "box"
      ? s.w * s.h * s.edges[0]
      : s.parts.reduce((sum, p) => sum + p.m * p.m, s.r);
const shapes = (x: number): Shape[] => [
  { kind: "disc", r: x },
  { kind: "box", w: x, h: x * x, edges: [x, 1] },
  { kind: "group", parts: [{ m: x }, { m: 2 * x }], r: x },
];
const weighed = (list: Shape[]): number => list.reduce((sum, s, i) => sum + area(s) * (i + 1), 0);
const keptArea = checkpoint(area);
const keptList = checkpoint(weighed);
const each = (x: number): number => shapes(x).reduce((sum, s) => sum + keptArea(s) * x, 0);
const plainEach = (x: number): number => shapes(x).reduce((sum, s) => sum + area(s) * x, 0);
same("records", grad(each)(0.7), num(plainEach, 0.7));
same("records twice", grad(grad(each))(0.7), num(grad(plainEach), 0.7));
const whole = (x: number): number => keptList(shapes(x)) * x;
const plainWhole = (x: number): number => weighed(shapes(x)) * x;
same("list of records", grad(whole)(0.7), num(plainWhole, 0.7));
same("list of records twice", grad(grad(whole))(0.7), num(grad(plainWhole), 0.7));
same(
  "gradient",
  JSON.stringify(grad((l: Shape[]) => keptList(l))(shapes(0.7))),
  JSON.stringify(grad(weighed)(shapes(0.7))),
);

const grown = (s: Shape, x: number): Shape =>
  s.kind === "disc"
    ? { kind: "box", w: s.r, h: x, edges: [s.r * x] }
    : s.kind === "box"
      ? { kind: "group", parts: [{ m: s.w }], r: s.h * s.edges[0] }
      : { kind: "disc", r: s.r * s.parts[0].m };
const keptGrown = checkpoint(grown);
const grow = (x: number): number => {
  let s: Shape = { kind: "disc", r: x };
  for (let i = 0; i < 5; i++) s = keptGrown(s, x + i);
  return area(s);
};
const plainGrow = (x: number): number => {
  let s: Shape = { kind: "disc", r: x };
  for (let i = 0; i < 5; i++) s = grown(s, x + i);
  return area(s);
};
same("results", grad(grow)(0.7), num(plainGrow, 0.7));
same("results forward", jvp(grow)([0.7], [1]).tangent, num(plainGrow, 0.7));
same("results twice", grad(grad(grow))(0.7), num(grad(plainGrow), 0.7));

type Ball = { kind: "air"; v: number; h: number } | { kind: "ground"; v: number };
const fall = (b: Ball, k: number): Ball => {
  if (b.kind === "ground") return { kind: "ground", v: b.v * 0.5 };
  return b.h < 0.5 ? { kind: "ground", v: b.v } : { kind: "air", v: b.v * k, h: b.h - 0.3 * b.v };
};
const thrown = (k: number): number => {
  const start: Ball = { kind: "air", v: k, h: 1 };
  return checkpointedLoop(5, start as Ball, (b) => fall(b, k), { snapshots: 2 }).v;
};
const plainThrown = (k: number): number => {
  let b: Ball = { kind: "air", v: k, h: 1 };
  for (let i = 0; i < 5; i++) b = fall(b, k);
  return b.v;
};
same("state", grad(thrown)(0.6), num(plainThrown, 0.6));
same("state twice", grad(grad(thrown))(0.6), num(grad(plainThrown), 0.6));

// instances
class Body {
  constructor(
    public m: number,
    public x: number[],
    public tag = "b",
  ) {}
  moved(v: number): Body {
    return new Body(this.m, [this.x[0] + v]);
  }
  get energy(): number {
    return this.m * this.x[0];
  }
}
class Fast extends Body {
  constructor(
    m: number,
    x: number[],
    public boost = m * m,
  ) {
    super(m, x);
  }
  override moved(v: number): Body {
    return new Fast(this.m * 1.1, [this.x[0] + v * this.boost], this.boost);
  }
  override get energy(): number {
    return super.energy * this.boost;
  }
}
const fly = (b: Body, i: number): Body => (i === 4 ? new Body(b.x[0], b.x) : b.moved(b.energy * 0.1));
const flight = (m: number): number => {
  const start: Body = new Fast(m, [m]);
  const b = checkpointedLoop(7, start, fly, { snapshots: 2 });
  return b.energy * (b instanceof Fast ? 2 : 3);
};
const plainFlight = (m: number): number => {
  let b: Body = new Fast(m, [m]);
  for (let i = 0; i < 7; i++) b = fly(b, i);
  return b.energy * (b instanceof Fast ? 2 : 3);
};
same("instances", grad(flight)(0.7), num(plainFlight, 0.7));
same("instances forward", jvp(flight)([0.7], [1]).tangent, num(plainFlight, 0.7));
same("instances twice", grad(grad(flight))(0.7), num(grad(plainFlight), 0.7));

interface Swarm {
  bodies: Body[];
  t: number;
}
const startSwarm = (m: number): Swarm => ({ bodies: [new Fast(m, [m]), new Body(m * m, [1])], t: 0 });
const swarm = (s: Swarm, i: number, m: number): Swarm => {
  for (const b of s.bodies) b.x[0] += 0.1 * b.energy;
  s.t += s.bodies[0].energy;
  if (i === 3) s.bodies.push(new Fast(s.t, [m]));
  return s;
};
const swarming = (m: number): number => {
  const s = checkpointedLoop(7, startSwarm(m), (now, i) => swarm(now, i, m), { snapshots: 2 });
  return s.t * s.bodies[2].energy;
};
const plainSwarming = (m: number): number => {
  let s = startSwarm(m);
  for (let i = 0; i < 7; i++) s = swarm(s, i, m);
  return s.t * s.bodies[2].energy;
};
same("instances in place", grad(swarming)(0.7), num(plainSwarming, 0.7));
same("instances in place twice", grad(grad(swarming))(0.7), num(grad(plainSwarming), 0.7));

const pushed = (b: Body): number =>
  checkpointedLoop(
    4,
    b,
    (s) => {
      s.x[0] *= 1 + 0.1 * s.m;
      return s;
    },
    { snapshots: 1 },
  ).energy;
const given = new Body(2, [3]);
same("instance of the caller", grad(pushed)(given), { m: 3 * 1.2 ** 4 + 2.4 * 1.2 ** 3, x: [2 * 1.2 ** 4] });
same("instance of the caller stays", given.x, [3]);

class Point {
  constructor(
    public x: number,
    public y: number,
  ) {}
  norm(): number {
    return Math.hypot(this.x, this.y);
  }
}
const relax = (s: Point, p: { k: number; c?: number }): Point =>
  new Point(0.4 * Math.cos(s.y) + p.k, 0.3 * s.norm() + (p.c ?? 0));
const relaxed = fixedPoint(relax, (p) => {
  let s = new Point(0, 0);
  for (let i = 0; i < 100; i++) s = relax(s, p);
  return s;
});
const rest = (k: number): number => relaxed({ k }).norm() * relaxed({ k, c: k * k }).x;
same("fixed point", grad(rest)(0.6), num(rest, 0.6));
same("fixed point forward", jvp(rest)([0.6], [1]).tangent, num(rest, 0.6));
same("fixed point twice", grad(grad(rest))(0.6), num(grad(rest), 0.6), 1e-5);

// maps
const product = (m: Map<string, number>): number => {
  let t = 1;
  for (const [key, v] of m) t *= Math.sin(v) + key.length;
  return t;
};
const keptProduct = checkpoint(product);
const pair = (x: number): Map<string, number> =>
  new Map([
    ["a", x],
    ["bb", x * x],
  ]);
const multiplied = (x: number): number => keptProduct(pair(x)) * x;
const plainMultiplied = (x: number): number => product(pair(x)) * x;
same("map", grad(multiplied)(0.7), num(plainMultiplied, 0.7));
same("map forward", jvp(multiplied)([0.7], [1]).tangent, num(plainMultiplied, 0.7));
same("map twice", grad(grad(multiplied))(0.7), num(grad(plainMultiplied), 0.7));
same("gradient map", grad((m: Map<string, number>) => keptProduct(m))(pair(0.7)), grad(product)(pair(0.7)));

interface Cell {
  v: number;
  w?: number[];
}
const divided = (cells: Map<number, Cell>, tags: Set<string>): Map<number, Cell> => {
  const out = new Map<number, Cell>();
  for (const [key, { v, w }] of cells)
    if (w) out.set(key + 1, { v: v * w[0] });
    else out.set(key, { v: Math.sin(v), w: [v, tags.size] });
  return out;
};
const keptDivided = checkpoint(divided);
const divisions = (divide: typeof divided, x: number): number => {
  let cells = new Map<number, Cell>([
    [1, { v: x }],
    [5, { v: x * x, w: [x] }],
  ]);
  const tags = new Set(["a"]);
  cells = divide(cells, tags);
  tags.add("b");
  cells = divide(cells, tags);
  cells.set(9, { v: x });
  cells = divide(cells, tags);
  let sum = 0;
  for (const [key, { v, w }] of cells) sum += (key + 1) * v ** 2 + (w?.[0] ?? 0) * (w?.[1] ?? 0);
  return sum;
};
same(
  "map of records",
  grad((x: number) => divisions(keptDivided, x))(0.7),
  num((x) => divisions(divided, x), 0.7),
);
same(
  "map of records twice",
  grad(grad((x: number) => divisions(keptDivided, x)))(0.7),
  num(
    grad((x: number) => divisions(divided, x)),
    0.7,
  ),
);

const squared = checkpoint((o: Record<string, number>): Record<string, number> => {
  const r: Record<string, number> = {};
  for (const key of Object.keys(o)) r[`${key}${key}`] = o[key] ** 2;
  return r;
});
const dictionary = (x: number): number => {
  const o: Record<string, number> = {};
  for (const key of ["a", "b"]) o[key] = x * (key === "a" ? 1 : 2);
  const r = squared(squared(o));
  let t = 0;
  for (const key in r) t += r[key] * key.length;
  return t;
};
same(
  "dictionary",
  grad(dictionary)(0.7),
  num((x) => 68 * x ** 4, 0.7),
);

interface Tissue {
  cells: Map<string, { q: number[] }>;
  t: number;
}
const startTissue = (k: number): Tissue => ({ cells: new Map([["a", { q: [k] }]]), t: k });
const live = (s: Tissue, i: number, k: number): Tissue => {
  if (i % 3 === 0) s.cells.set(`c${i}`, { q: [s.t, k] });
  if (i === 5) s.cells.delete("a");
  for (const [, cell] of s.cells) {
    cell.q[0] *= k;
    s.t += Math.sin(cell.q[0]);
  }
  return s;
};
const total = (s: Tissue): number => [...s.cells].reduce((sum, [name, cell]) => sum + cell.q[0] * name.length, s.t);
const tissue = (k: number): number =>
  total(checkpointedLoop(9, startTissue(k), (s, i) => live(s, i, k), { snapshots: 2 }));
const plainTissue = (k: number): number => {
  let s = startTissue(k);
  for (let i = 0; i < 9; i++) s = live(s, i, k);
  return total(s);
};
same("state with a map", grad(tissue)(0.7), num(plainTissue, 0.7));
same("state with a map forward", jvp(tissue)([0.7], [1]).tangent, num(plainTissue, 0.7));
same("state with a map twice", grad(grad(tissue))(0.7), num(grad(plainTissue), 0.7));

const pulled = (x: number): number => {
  const m = pair(x);
  const { pullback } = vjp(keptProduct)(m);
  const [a] = pullback(x);
  const [b] = pullback(2);
  m.set("a", 5);
  return a.get("a")! * b.get("bb")!;
};
const plainPulled = (x: number): number => {
  const a = grad(product)(pair(x));
  return a.get("a")! * x * a.get("bb")! * 2;
};
same("pullbacks of a map", grad(pulled)(0.7), num(plainPulled, 0.7));

const rekeyed = (m: Map<string, number>): number => {
  m.set("c", m.get("a")!);
  m.delete("bb");
  return product(m);
};
const inner = (x: number): number => grad(rekeyed)(pair(x)).get("a")!;
same("gradient of a map that changes", grad(inner)(0.7), num(inner, 0.7));

const roots = implicitRoot(
  (s: Map<string, number>, k: number) => [s.get("a")! ** 2 - k, s.get("a")! * s.get("b")! - k * k],
  (k) =>
    new Map([
      ["a", Math.sqrt(k)],
      ["b", k ** 1.5],
    ]),
);
const ofRoots = (k: number): number => roots(k).get("a")! * roots(k).get("b")! ** 2;
same("root", grad(ofRoots)(0.6), num(ofRoots, 0.6));

export { results } from "./_same.js";

// a class whose steps are methods: the loop runs without the build step, too
class Mass {
  constructor(
    public at: number,
    public speed: number,
  ) {}
  step(dt: number): Mass {
    return new Mass(this.at + this.speed * dt, this.speed - this.at * dt);
  }
}
class Damped extends Mass {
  override step(dt: number): Mass {
    return new Damped(this.at + this.speed * dt * 0.5, this.speed - this.at * dt * 2);
  }
}
const swung = (x: number): number =>
  checkpointedLoop(
    5,
    [new Mass(x, 1), new Damped(x * x, -x)],
    (masses, i) => masses.map((mass) => mass.step(0.1 * (i + 1))),
    { snapshots: 2 },
  ).reduce((sum, mass) => sum + mass.at ** 2 + mass.speed * (mass instanceof Damped ? 3 : 1), 0);
same("methods of states", grad(swung)(0.7), num(swung, 0.7));
same("methods of states twice", grad(grad(swung))(0.7), num(grad(swung), 0.7));
