/** Structures with parts that may be missing, as arguments, results and states of what is run again. */
import {
  checkpoint,
  checkpointedLoop,
  customJvp,
  customVjp,
  fixedPoint,
  grad,
  implicitRoot,
  jvp,
  vjp,
} from "cotangent";
import { num, same } from "./_same.js";

interface Wheel {
  r: number;
  spin?: number;
  hub?: { m: number; spokes?: number[] } | null;
}
interface Car {
  wheels: (Wheel | undefined)[];
  engine?: { power: number[]; boost?: number };
  name?: string;
  mass: number;
}
const energy = (car: Car): number => {
  let e = car.mass ** 2;
  for (const wheel of car.wheels) {
    if (wheel === undefined) {
      e *= 1.5;
      continue;
    }
    e += wheel.r * wheel.r * (wheel.spin ?? 2);
    if (wheel.hub === null) e += wheel.r ** 3;
    else if (wheel.hub !== undefined) {
      e += wheel.hub.m * wheel.r;
      for (const v of wheel.hub.spokes ?? []) e += v * v * wheel.r;
    }
  }
  if (car.engine) for (const p of car.engine.power) e += Math.sin(p) * (car.engine.boost ?? 0.5);
  return e * (car.name?.length ?? 1);
};
const kept = checkpoint(energy);
const fullCar = (x: number): Car => ({
  wheels: [
    { r: x, spin: x * x },
    undefined,
    { r: 2 * x, hub: { m: x, spokes: [x, 2] } },
    { r: 1, hub: null },
    { r: x, hub: null, spin: undefined },
  ],
  engine: { power: [x, x * x] },
  mass: x,
});
const bareCar = (x: number): Car => ({ wheels: [{ r: x, hub: { m: x * x } }], mass: 2 * x, name: "abc" });
const race = (x: number): number => kept(fullCar(x)) + 2 * kept(bareCar(x * x)) * x;
const plainRace = (x: number): number => energy(fullCar(x)) + 2 * energy(bareCar(x * x)) * x;
same("arguments", grad(race)(0.7), num(plainRace, 0.7));
same("arguments forward", jvp(race)([0.7], [1]).tangent, num(plainRace, 0.7));
same("arguments twice", grad(grad(race))(0.7), num(grad(plainRace), 0.7));
same("arguments three times", grad(grad(grad(race)))(0.7), num(grad(grad(plainRace)), 0.7));

// The gradient has what the argument has.
const own = (car: Car): number => kept(car) * car.mass;
const plainOwn = (car: Car): number => energy(car) * car.mass;
const { pullback } = vjp(own)(fullCar(0.7));
const wanted = JSON.stringify(grad(plainOwn)(fullCar(0.7)));
same("gradient", JSON.stringify(grad(own)(fullCar(0.7))), wanted);
same("pullback", JSON.stringify(pullback(1)), `[${wanted}]`);
same("pullback again", JSON.stringify(pullback(1)), `[${wanted}]`);

const pulledInside = (x: number): number => {
  const { value, pullback: pull } = vjp(kept)(fullCar(x));
  const [a] = pull(x);
  const [b] = pull(2);
  return value * a.mass + b.wheels[0]!.r + b.engine!.power[1] * a.wheels[2]!.hub!.m;
};
const plainInside = (x: number): number => {
  const a = grad(energy)(fullCar(x));
  return energy(fullCar(x)) * a.mass * x + 2 * a.wheels[0]!.r + 2 * a.engine!.power[1] * a.wheels[2]!.hub!.m * x;
};
same("pullbacks inside", pulledInside(0.7), plainInside(0.7));
same("gradient of pullbacks", grad(pulledInside)(0.7), num(plainInside, 0.7));

// results, which the program changes afterwards
interface Report {
  v: number;
  extra?: number[];
  note?: { w: number };
}
const report = (x: number, k: number): Report =>
  k === 0 ? { v: x * x } : k === 1 ? { v: x, extra: [x, Math.sin(x)] } : { v: 1, note: { w: x ** 3 } };
const read = (r: Report): number =>
  r.v + (r.extra ?? []).reduce((sum, b) => sum + b * b, 0) + (r.note ? r.note.w * r.v : 0);
const readAll = (make: typeof report, x: number): number => {
  let sum = 0;
  for (let k = 0; k < 3; k++) {
    const made = make(x * (k + 1), k);
    if (made.extra) made.extra[0] *= x;
    if (k === 0) made.note = { w: x };
    sum += read(made) * x;
  }
  return sum;
};
const keptReport = checkpoint(report);
same(
  "results",
  grad((x: number) => readAll(keptReport, x))(0.7),
  num((x) => readAll(report, x), 0.7),
);
same(
  "results forward",
  jvp((x: number) => readAll(keptReport, x))([0.7], [1]).tangent,
  num((x) => readAll(report, x), 0.7),
);
same(
  "results twice",
  grad(grad((x: number) => readAll(keptReport, x)))(0.7),
  num(
    grad((x: number) => readAll(report, x)),
    0.7,
  ),
);

// states
interface State {
  x: number;
  before?: number;
  past?: number[];
  last?: { v: number } | null;
}
const next = (s: State, i: number, k: number): State => ({
  x: s.x * k + (s.before ?? 0) + (s.past?.[0] ?? 0) + (s.last ? s.last.v : s.last === null ? 0.5 * k : 0),
  before: i % 3 === 2 ? undefined : s.x,
  past: i % 2 ? [s.x, k] : undefined,
  last: i % 4 === 0 ? null : i % 4 === 1 ? { v: s.x * k } : s.last,
});
const walk = (k: number): number => {
  const start: State = { x: k };
  const s = checkpointedLoop(9, start, (now, i) => next(now, i, k), { snapshots: 2 });
  return s.x + (s.past?.[1] ?? 1) * (s.last?.v ?? 3);
};
const plainWalk = (k: number): number => {
  let s: State = { x: k };
  for (let i = 0; i < 9; i++) s = next(s, i, k);
  return s.x + (s.past?.[1] ?? 1) * (s.last?.v ?? 3);
};
same("states", grad(walk)(0.6), num(plainWalk, 0.6));
same("states forward", jvp(walk)([0.6], [1]).tangent, num(plainWalk, 0.6));
same("states twice", grad(grad(walk))(0.6), num(grad(plainWalk), 0.6));

const change = (s: State, i: number, k: number): State => {
  s.before = s.x * k;
  s.x += Math.sin(s.before) * (s.past?.[0] ?? 1);
  if (i === 3) s.past = undefined;
  if (i === 5) s.past = [s.x];
  return s;
};
const changed = (k: number): number => {
  const start: State = { x: k, past: [k] };
  const s = checkpointedLoop(9, start, (now, i) => change(now, i, k), { snapshots: 2 });
  return s.x * (s.before ?? 2);
};
const plainChanged = (k: number): number => {
  let s: State = { x: k, past: [k] };
  for (let i = 0; i < 9; i++) s = change(s, i, k);
  return s.x * (s.before ?? 2);
};
same("states in place", grad(changed)(0.6), num(plainChanged, 0.6));
same("states in place forward", jvp(changed)([0.6], [1]).tangent, num(plainChanged, 0.6));
same("states in place twice", grad(grad(changed))(0.6), num(grad(plainChanged), 0.6));

// parameters of solvers
interface Plant {
  a: number;
  w: number[];
  tag?: string;
  shift?: number;
  more?: { c: number[] };
}
const right = (p: Plant): number => p.a * p.w[0] + (p.shift ?? 0) + (p.more?.c[0] ?? 0);
const root = implicitRoot(
  (x: number[], p: Plant) => [x[0] * x[0] - right(p)],
  (p) => [Math.sqrt(right(p))],
);
const solved = (p: Plant): number => root(p)[0] * p.a;
const plainSolved = (p: Plant): number => Math.sqrt(right(p)) * p.a;
const plants: Plant[] = [
  { a: 4, w: [1] },
  { a: 2, w: [3], shift: 1 },
  { a: 2, w: [3], tag: "x", more: { c: [0.5] } },
];
for (const plant of plants) {
  same("root", grad(solved)(plant), grad(plainSolved)(plant));
  same("root has the fields", Object.keys(grad(solved)(plant)), Object.keys(grad(plainSolved)(plant)));
}
const shifted = (x: number): Plant => ({ a: x, w: [x], shift: x });
same(
  "root twice",
  grad(grad((x: number) => solved(shifted(x))))(1.3),
  num(
    grad((x: number) => plainSolved(shifted(x))),
    1.3,
  ),
);

const settle = (s: { u: number; v: number[] }, p: Plant): { u: number; v: number[] } => ({
  u: 0.5 * Math.cos(s.u) * p.a + (p.shift ?? 0.1),
  v: [0.3 * s.u + 0.2 * s.v[0] + (p.more?.c[1] ?? 0)],
});
const settled = fixedPoint(settle, (p) => {
  let s = { u: 0, v: [0] };
  for (let i = 0; i < 100; i++) s = settle(s, p);
  return s;
});
const balance = (x: number): number => {
  const a = settled({ a: x, w: [] });
  const b = settled({ a: x, w: [], shift: x * x, more: { c: [1, x] } });
  return a.u * b.v[0] + a.v[0] * b.u;
};
same("fixed point", grad(balance)(0.6), num(balance, 0.6));
same("fixed point forward", jvp(balance)([0.6], [1]).tangent, num(balance, 0.6));

// rules of one's own, of ten times the derivative
const scaled = (p: Plant): number => p.a * (p.shift ?? 2);
const byPullback = customVjp(scaled, (c, _result, p) => [
  { a: c * (p.shift ?? 2) * 10, w: p.w.map(() => 0), shift: p.shift === undefined ? undefined : c * p.a * 10 },
]);
const byPushforward = customJvp(scaled, ([t], _result, p) => 10 * (t.a * (p.shift ?? 2) + p.a * (t.shift ?? 0)));
const twoOf = (f: (p: Plant) => number, x: number): number => f({ a: x, w: [1] }) + f({ a: x, w: [1], shift: x * x });
same("rule", grad((x: number) => twoOf(byPullback, x))(0.7), 10 * num((x) => twoOf(scaled, x), 0.7));
same(
  "forward rule",
  jvp((x: number) => twoOf(byPushforward, x))([0.7], [1]).tangent,
  10 * num((x) => twoOf(scaled, x), 0.7),
);

// beside lists of texts
const named = (x: number[], names: string[], known: Set<string>): number[] =>
  x.map((v, i) => Math.sin(v) * names.length + i * known.size);
const keptNamed = checkpoint(named);
const twice = (f: typeof named, x: number): number => {
  const names = ["a", "b"];
  const known = new Set(names);
  const y = f([x, x * x], names, known);
  names.push("c");
  known.add("c");
  return f(y, names, known)[1];
};
same(
  "texts",
  grad((x: number) => twice(keptNamed, x))(0.7),
  num((x) => twice(named, x), 0.7),
);
same(
  "texts forward",
  jvp((x: number) => twice(keptNamed, x))([0.7], [1]).tangent,
  num((x) => twice(named, x), 0.7),
);

// The order of the fields is that of the original.
const listed = (p: { a?: number; b: number; c?: number }): number =>
  Object.values(p).reduce((sum: number, v, i) => sum + 3 ** i * (v as number) ** 2, 0);
const keptListed = checkpoint(listed);
const orders = (f: typeof listed, x: number): number => f({ c: x, b: 2 * x }) + f({ b: x, a: x * x }) * x;
same(
  "order of fields",
  grad((x: number) => orders(keptListed, x))(0.7),
  num((x) => orders(listed, x), 0.7),
);

export { results } from "./_same.js";
