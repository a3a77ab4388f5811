/** Arguments that nothing depends on, in each mode: their gradients are zeros of their form, and their directions change nothing. */
import { customJvp, customVjp, grad, hvp, jacobian, jvp, valueAndGrad, vjp } from "cotangent";
import { num, numGrad, same } from "./_same.js";

const first = (x: number[], _y: number[], k: number): number => x[0] * k;
const x = [2, 3];
const y = [1, 4, 5];
same("gradient", grad(first, { wrt: [0, 1] })(x, y, 2), [
  [2, 0],
  [0, 0, 0],
]);
same("of the unused alone", valueAndGrad(first, { wrt: 1 })(x, y, 2), { value: 4, grad: [0, 0, 0] });
same("pullback", vjp(first, { wrt: [1, 0] })(x, y, 2).pullback(3), [
  [0, 0, 0],
  [6, 0],
]);
same("direction", jvp(first)([x, y, 2], [[1, 1], [5, 5, 5], 0]).tangent, 2);

const constant = (_x: number[]): number => 7;
same("constant", grad(constant)(x), [0, 0]);
same("constant, direction", jvp(constant)([x], [[1, 1]]), { value: 7, tangent: 0 });
const unchanged = (_x: number[]): number[] => [1, 2];
same("constant list, direction", jvp(unchanged)([x], [[1, 1]]), { value: [1, 2], tangent: [0, 0] });
const list = jvp((v: number[]) => v)([x], [[1, 5]]);
same("handed on", list, { value: [2, 3], tangent: [1, 5] });

const dot = customVjp(
  (a: number[], b: number[]) => a.reduce((s, v, i) => s + v * b[i], 0),
  (bar, _r, a, b) => [b.map((v) => v * bar), a.map((v) => v * bar)],
);
const weighted = customJvp(
  (x: number[], w: number[], k: number): number[] => x.map((v, i) => v * w[i] * k),
  ([dx, dw, dk], _r, x, w, k) => x.map((v, i) => dx[i] * w[i] * k + v * dw[i] * k + v * w[i] * dk),
);
const w = [0.5, 0.25];
same("a rule with constant arguments", jvp((v: number[]) => weighted(v, w, 3)[1])([x], [[0, 1]]).tangent, 0.75);
same("a rule with one that varies", jvp((k: number) => weighted(x, w, k)[0] * k)([2], [1]).tangent, 4);
const strange = (v: number): number => weighted(x, w, 3)[0] * v;
same("a rule with none that varies", jvp(strange)([2], [1]).tangent, 3);
same("the same in reverse", grad((v: number) => dot(x, w) * v)(2), 1.75);

same("one side of a rule", grad((v: number[]) => dot(v, w) ** 2)(x), [1.75, 0.875]);
same("the other side", grad((v: number[]) => dot(x, v) ** 2)(w), [7, 10.5]);

interface Wave {
  points: number[];
  limits: [number, number[]];
}
const energy = customVjp(
  (wave: Wave, k: number): number => k * (wave.points[0] + wave.limits[0] * wave.limits[1][0]),
  (bar, _r, wave, k): [Wave, number] => [
    {
      points: wave.points.map((_, i) => (i === 0 ? k * bar : 0)),
      limits: [k * bar * wave.limits[1][0], wave.limits[1].map((_, i) => (i === 0 ? k * bar * wave.limits[0] : 0))],
    },
    bar * (wave.points[0] + wave.limits[0] * wave.limits[1][0]),
  ],
);
const wave: Wave = { points: [1, 2], limits: [3, [4, 5]] };
same("a rule of a structure", grad((one: Wave) => energy(one, 2) ** 2)(wave), {
  points: [104, 0],
  limits: [416, [312, 0]],
});

/** What a rule gives does not vary, until something is written into it. */
const filled = (v: number): number => {
  const r = weighted(x, w, 3);
  r[0] = v * v;
  return r[0] * r[1];
};
same("written over, direction", jvp(filled)([2], [1]).tangent, num(filled, 2));
const made = customVjp(
  (n: number): number[] => [n, n * 2],
  (bar) => [bar[0] + 2 * bar[1]],
);
const overwritten = (v: number): number => {
  const r = made(3);
  r[1] = v * v;
  return r[0] * r[1];
};
same("written over", grad(overwritten)(2), 12);

/** Scratch memory that is no input, but varies. */
const scratch = (v: number[], room: number[]): number => {
  for (let i = 0; i < v.length; i++) room[i] = v[i] ** 3;
  return room[0] * room[1];
};
same("scratch memory", hvp(scratch)([1, 2], [0, 0], [1, 0]), [48, 36]);
same("scratch memory, gradient", grad(scratch)([1, 2], [0, 0]), [24, 12]);

/** The rule is a function of its own where it is long. */
const long = customVjp(
  (x: number): number => Math.sin(x) * x,
  (bar, _r, x) => {
    let c = Math.cos(x) * x + Math.sin(x);
    // So long that it stays one: each step is written out.
    const step = (v: number): number => v + Math.sin(v) * 1e-3 - Math.cos(v) * 1e-3 + Math.sqrt(1 + v * v) * 1e-3;
    let t = step(step(step(step(step(step(step(step(x))))))));
    t = step(step(step(step(step(step(step(step(t))))))));
    t = step(step(step(step(step(step(step(step(t))))))));
    c += t > 1e9 ? 1 : 0;
    return [bar * c];
  },
);
const useLong = (x: number): number => long(x) * long(x * 2);
same("a long rule", grad(useLong)(0.7), num(useLong, 0.7));

/** Rules that are linear in the cotangent or the tangents, in each way that can be seen: they serve both modes. */
const halve = customVjp(
  (x: number): number => x / 2,
  (bar) => [bar / 2],
);
const flip = customJvp(
  (x: number): number => -x,
  ([dx]) => -dx,
);
const bend = customVjp(
  (x: number): number => (x > 0 ? x * x : 3 * x),
  (bar, _r, x) => {
    const slope = x > 0 ? 2 * x : 3;
    return [x > 10 ? 0 : x > 5 ? bar * slope - 0 : bar * slope];
  },
);
const linear = (x: number): number => halve(x) * flip(x * x) + bend(x) * bend(-x);
same("linear rules", grad(linear)(0.7), num(linear, 0.7));
same("linear rules, direction", jvp(linear)([0.7], [1]).tangent, num(linear, 0.7));

/** How long the list is that a rule gives is known when it runs. */
const grown = customVjp(
  (a: number, b: number): number => a * b * b,
  (bar, _r, a, b) => {
    const out = [bar * b * b];
    out.push(2 * bar * a * b);
    return out as [number, number];
  },
);
const ofGrown = (x: number): number => grown(x, x + 1) * grown(2, x);
same("a rule whose list grows", grad(ofGrown)(0.7), num(ofGrown, 0.7));

/** A rule's result is a structure with parts that bear no numbers. */
const parts = customVjp(
  (x: number): { pair: [number, number]; label: string; rows: { v: number; on: boolean }[] } => ({
    pair: [x, x * x],
    label: "parts",
    rows: [{ v: 3 * x, on: true }],
  }),
  (bar, _r, x) => [bar.pair[0] + 2 * x * bar.pair[1] + 3 * bar.rows[0].v],
);
const ofParts = (x: number): number => {
  const { pair, label, rows } = parts(x);
  return pair[0] * pair[1] * label.length + (rows[0].on ? rows[0].v ** 2 : 0);
};
same("a rule that gives a structure", grad(ofParts)(0.7), num(ofParts, 0.7));

/** Three and more sets at once, and sets in an array of 32-bit numbers. */
const spread = (x: number[]): number[] => {
  const held = new Float32Array(3);
  held[0] = x[0];
  held[1] = x[1] + x[0];
  held[2] = x[2] * 2;
  return [x[0] * x[1] * x[2] + x[0] + x[1] + 0 * Math.hypot(x[0], x[1], x[2]), held[0], held[1] + held[2], 5];
};
const at = [0.5, 1.5, 2];
const pattern = jacobian(spread, { sparsity: "detect" })(at);
same("sets, rows", [...pattern.rowPointers], [0, 3, 4, 7, 7]);
same("sets, entries", [...pattern.values], [4, 2, 0.75, 1, 1, 1, 2]);

/** A recursion gives one number twice, and one that nothing depends on. */
function down(n: number, v: number): [number, number, number] {
  if (n === 0) return [v, v, 1];
  const [a, b, c] = down(n - 1, v * 0.9);
  const s = a * v + b;
  return [s, s, c];
}
const twice = (v: number): number => {
  const [a, b, c] = down(3, v);
  return a * b * c + a;
};
same("one number twice", grad(twice)(0.8), num(twice, 0.8));
same("one number twice, direction", jvp(twice)([0.8], [1]).tangent, num(twice, 0.8));
const squares = (v: number[]): number => down(2, v[0])[0] * v[1];
same("of a list", grad(squares)([0.3, 0.4]), numGrad(squares, [0.3, 0.4]));

export { results } from "./_same.js";
