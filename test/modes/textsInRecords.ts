/** Texts and booleans in what rules, checkpoints and solvers are given are kept for the reverse sweep, as the numbers are. */
import { checkpoint, checkpointedLoop, customJvp, customVjp, fixedPoint, grad, implicitRoot, jvp } from "cotangent";
import { num, numGrad, same } from "./_same.js";

interface Power {
  k: number;
  kind: string;
}
const power = customVjp(
  (x: number, o: Power) => (o.kind === "sq" ? x * x : x) * o.k,
  (c, _y, x, o) => [(o.kind === "sq" ? 2 * x : 1) * c * o.k, { k: c * (o.kind === "sq" ? x * x : x) }],
);
same("rule", grad((x: number) => power(x, { k: 3, kind: "sq" }))(2), 12);
same("rule alone", grad(power)(2, { k: 3, kind: "sq" }), 12);
same("rule forward", jvp((x: number) => power(x, { k: 3, kind: "sq" }))([2], [1]).tangent, 12);

interface Options {
  k: number;
  kind: string;
  on: boolean;
  n: { t: string; w: number[] };
}
const again = checkpoint(
  (x: number, o: Options) => (o.kind === "sq" ? x * x : x) * o.k * (o.on ? 2 : 1) * (o.n.t === "a" ? o.n.w[0] : 1),
);
const nested = (x: number): number => again(x, { k: x, kind: "sq", on: true, n: { t: "a", w: [x] } });
same("checkpoint", grad(nested)(2), 64);
same("checkpoint twice", grad(grad(nested))(2), 96);
const inLoop = (x: number): number => {
  let s = x;
  for (let i = 0; i < 3; i++)
    s = again(s, { k: 0.5, kind: i % 2 ? "sq" : "id", on: i > 0, n: { t: i === 2 ? "a" : "b", w: [0.7] } });
  return s;
};
same("in a loop", grad(inLoop)(0.9), num(inLoop, 0.9));

const root = implicitRoot(
  (x: number, p: { a: number; kind: string }) => (p.kind === "cube" ? x ** 3 : x * x) - p.a,
  (p: { a: number; kind: string }) => (p.kind === "cube" ? Math.cbrt(p.a) : Math.sqrt(p.a)),
);
same("root", grad((a: number) => root({ a, kind: "cube" }))(8), 1 / 12);

const modes = (x: number): number =>
  checkpointedLoop(
    9,
    { v: x, mode: "up" },
    (s) => ({ v: s.mode === "up" ? s.v * x + 0.1 : Math.sin(s.v) * 2, mode: s.v > 1 ? "down" : "up" }),
    { snapshots: 2 },
  ).v;
const plainModes = (x: number): number => {
  let s = { v: x, mode: "up" };
  for (let i = 0; i < 9; i++)
    s = { v: s.mode === "up" ? s.v * x + 0.1 : Math.sin(s.v) * 2, mode: s.v > 1 ? "down" : "up" };
  return s.v;
};
same("state", grad(modes)(1.3), num(plainModes, 1.3));

const captured = (x: number, kind: string): number => {
  const o = { kind, k: x };
  const c = checkpoint((y: number) => (o.kind === "sq" ? y * y : y) * o.k);
  return c(x) + c(2 * x);
};
same("captured", grad(captured)(2, "sq"), 60);
same("captured, twice", grad(grad(captured))(2, "sq"), 60);
const settled = (a: number, kind: string): number => {
  const o = { kind, a };
  return fixedPoint(
    (x: number) => (o.kind === "h" ? x / 2 : x / 4) + o.a,
    () => (o.kind === "h" ? 2 : 4 / 3) * o.a,
  )();
};
same("captured by a solver", grad(settled)(3, "h"), 2);

class Setting {
  constructor(
    public a: number,
    public kind: string,
    public ok: boolean,
    public w: number[],
    public i: number,
  ) {}
}
const bySetting = customJvp(
  (x: number, o: Setting) => (o.kind === "sq" ? x * x : x) * o.a * (o.ok ? 2 : 1) * o.w[o.i],
  (t, _y, x, o) =>
    ((o.kind === "sq" ? 2 * x : 1) * t[0] * o.a + (o.kind === "sq" ? x * x : x) * t[1].a) * (o.ok ? 2 : 1) * o.w[o.i] +
    (o.kind === "sq" ? x * x : x) * o.a * (o.ok ? 2 : 1) * t[1].w[o.i],
);
const settings = (x: number): number =>
  bySetting(x, new Setting(x, "sq", true, [3, x], 1)) + bySetting(x, new Setting(2, "id", false, [3, x], 0));
same("instance", grad(settings)(2), 70);

interface Layer {
  w: number;
  act: string;
}
const forward = (x: number, layers: Layer[]): number[] => {
  const values = [x];
  for (const { w, act } of layers) {
    const s = values[values.length - 1] * w;
    values.push(act === "tanh" ? Math.tanh(s) : Math.max(0, s));
  }
  return values;
};
const net = customVjp(
  (x: number, layers: Layer[]) => forward(x, layers)[layers.length],
  (c, _y, x, layers) => {
    const values = forward(x, layers);
    let bar = c;
    const bars = layers.map(() => ({ w: 0 }));
    for (let i = layers.length - 1; i >= 0; i--) {
      const y = values[i + 1];
      const d = layers[i].act === "tanh" ? (1 - y * y) * bar : y > 0 ? bar : 0;
      bars[i] = { w: d * values[i] };
      bar = d * layers[i].w;
    }
    return [bar, bars];
  },
);
const layers: Layer[] = [
  { w: 0.7, act: "tanh" },
  { w: 1.3, act: "relu" },
  { w: 0.4, act: "tanh" },
];
const plainNet = (x: number, w: number[]): number =>
  forward(
    x,
    layers.map((layer, i) => ({ ...layer, w: w[i] })),
  )[3];
same(
  "list of records",
  grad((x: number) => net(x, layers))(0.5),
  num((x) => plainNet(x, [0.7, 1.3, 0.4]), 0.5),
);
const weights = (w: number[]): number =>
  net(
    0.5,
    layers.map((layer, i) => ({ w: w[i], act: layer.act })),
  );
same(
  "its numbers",
  grad(weights)([0.7, 1.3, 0.4]),
  numGrad((w) => plainNet(0.5, w), [0.7, 1.3, 0.4]),
);

export { results } from "./_same.js";
