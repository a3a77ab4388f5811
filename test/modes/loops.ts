/** Loops of which the reverse sweep keeps a few states; closures with rules of the library that capture what varies. */
import {
  checkpoint,
  checkpointedLoop,
  grad,
  hessian,
  hvp,
  implicitRoot,
  jacobian,
  jvp,
  partials,
  vjp,
} from "cotangent";
import { num, numGrad, same } from "./_same.js";

const iterated = (x: number): number => checkpointedLoop(20, x, (s) => Math.sin(s) + 0.1 * s, { snapshots: 3 });
same("a number", grad(iterated)(0.4), num(iterated, 0.4));
same("a number, twice", grad(grad(iterated))(0.4), num(grad(iterated), 0.4));

const thrown = (action: () => unknown): string => {
  try {
    return JSON.stringify(action());
  } catch (error) {
    return String(error);
  }
};

/** A pendulum whose step, damping and drive vary; the state is an array. */
const pendulum = (w: number[], n: number, snapshots: number): number => {
  const dt = w[0] * 0.01;
  const [x, v] = checkpointedLoop(
    n,
    [1, w[1]],
    ([x, v], i) => [x + dt * v, v - dt * (Math.sin(x) + w[2] * v) + 0.001 * i * w[1]],
    { snapshots },
  );
  return x * v + w[0];
};
const weights = [0.5, -0.7, 1.2];
for (const n of [0, 1, 2, 3, 7, 50]) {
  for (const snapshots of [0, 1, 2, 5, 1000]) {
    same(
      `pendulum, ${n} steps, ${snapshots} snapshots`,
      grad(pendulum)(weights, n, snapshots),
      numGrad((w) => pendulum(w, n, snapshots), weights),
    );
  }
  const along = (t: number): number =>
    pendulum(
      weights.map((v, i) => v + t * (i + 1)),
      n,
      3,
    );
  same(`pendulum forward, ${n} steps`, jvp(pendulum)([weights, n, 3], [[1, 2, 3], 0, 0]).tangent, num(along, 0));
}
same(
  "pendulum, hessian",
  hessian(pendulum)(weights, 7, 2),
  weights.map((_, i) => numGrad((w) => grad(pendulum)(w, 7, 2)[i], weights)),
);
for (const [n, snapshots, what] of [
  [2.5, 1, "steps"],
  [-1, 1, "steps"],
  [Number.NaN, 1, "steps"],
  [3, -1, "snapshots"],
  [3, 0.5, "snapshots"],
] as const) {
  const message = `RangeError: checkpointedLoop takes a whole number of ${what} that is not negative`;
  same(
    `pendulum, ${n} steps, ${snapshots} snapshots`,
    thrown(() => pendulum(weights, n, snapshots)),
    message,
  );
  same(
    `its gradient, ${n} steps, ${snapshots} snapshots`,
    thrown(() => grad(pendulum)(weights, n, snapshots)),
    message,
  );
}

/** A diffusion that changes its state in place, with a typed array and a clock in a record. */
interface Field {
  x: Float64Array;
  t: number;
}
const diffusion = (w: number[], n: number): number => {
  const out = checkpointedLoop(n, { x: Float64Array.of(1, w[1], 0.3), t: 0 } as Field, (s) => {
    for (let i = 1; i < s.x.length; i++) {
      if (s.x[i] > 10) break;
      s.x[i] += 0.1 * Math.sin(s.x[i - 1] * w[0]);
    }
    s.x[0] = s.x[0] * w[2] + s.t;
    s.t += 0.01;
    return s;
  });
  return out.x[0] * out.x[1] + out.x[2] ** 2;
};
const rates = [0.5, -0.7, 0.9];
for (const n of [0, 1, 5, 60])
  same(
    `in place, ${n} steps`,
    grad(diffusion)(rates, n),
    numGrad((w) => diffusion(w, n), rates),
  );
same(
  "in place, hvp",
  hvp(diffusion)(rates, 5, [1, 0, 2]),
  rates.map((_, i) => {
    const row = numGrad((w) => grad(diffusion)(w, 5)[i], rates);
    return row[0] + 2 * row[2];
  }),
);
same(
  "the state given is not changed",
  checkpointedLoop(3, weights, ([a, b, c]) => [b, c, a + 1]),
  [1.5, 0.3, 2.2],
);

/** A loop in a loop, in a branch, with a loop of its own in the body. */
const nested = (a: number, n: number): number => {
  let sum = 0;
  for (let k = 0; k < n; k++) {
    if (k === 1) continue;
    const scale = a * (k + 1);
    sum += checkpointedLoop(
      4,
      a,
      (s, i) => s * 0.5 + checkpointedLoop(3, s, (t) => Math.cos(t * scale), { snapshots: 1 }) * i,
      { snapshots: 1 },
    );
  }
  return sum;
};
same(
  "nested",
  grad(nested)(0.7, 3),
  num((a) => nested(a, 3), 0.7),
);
same(
  "all results",
  jacobian((x: number[]) => checkpointedLoop(5, x, ([a, b]) => [a * b, a + b], { snapshots: 2 }))([0.4, 0.3]),
  [0, 1].map((i) => numGrad((x) => checkpointedLoop(5, x, ([a, b]) => [a * b, a + b])[i], [0.4, 0.3])),
);

/** The steps of the loop are gradients of a local loss; the loop itself runs as it is, too. */
const trained = (rate: number, decay: number): number => {
  const loss = (w: number[]): number =>
    (w[0] - 1) ** 2 + 3 * (w[1] + 0.5 * w[0]) ** 2 + decay * (w[0] ** 4 + w[1] ** 2);
  const w = checkpointedLoop(
    15,
    [0, 0],
    (w) => {
      const g = grad(loss)(w);
      return [w[0] - rate * g[0], w[1] - rate * g[1]];
    },
    { snapshots: 3 },
  );
  return (w[0] - 0.9) ** 2 + w[1] ** 2;
};
same("trained", grad(trained, { wrt: [0, 1] })(0.05, 0.1), [
  num((rate) => trained(rate, 0.1), 0.05),
  num((decay) => trained(0.05, decay), 0.1),
]);

// Captured values, which are arguments for the rules of the library.
const captured = (a: number, b: number): number => {
  const c = a * b;
  const step = checkpoint((x: number) => Math.sin(x * c) + b);
  return step(step(a));
};
same("checkpoint captures", grad(captured, { wrt: [0, 1] })(0.4, 0.9), [
  num((a) => captured(a, 0.9), 0.4),
  num((b) => captured(0.4, b), 0.9),
]);
same(
  "checkpoint captures, forward",
  jvp(captured)([0.4, 0.9], [1, 2]).tangent,
  num((t) => captured(0.4 + t, 0.9 + 2 * t), 0),
);
const layers = (w: number[]): number => {
  const layer = checkpoint((x: number[], k: number) => x.map((v, i) => Math.tanh(v * w[i] + w[(i + k) % w.length])));
  let x = [0.3, -0.2, 0.5];
  for (let k = 0; k < 4; k++) x = layer(x, k);
  return x.reduce((s, v) => s + v * v * w[0], 0);
};
same("layers capture", grad(layers)(weights), numGrad(layers, weights));
same(
  "layers capture, hessian",
  hessian(layers)(weights),
  weights.map((_, i) => numGrad((w) => grad(layers)(w)[i], weights)),
);
same(
  "layers capture, pullback",
  vjp(layers)(weights).pullback(2)[0],
  numGrad(layers, weights).map((v) => 2 * v),
);

/** Residual and solver capture different things; what only the solver uses has no derivative. */
const solved = (p: number[], q: number): number => {
  const scale = p[0] * q;
  const start = p[2];
  const shift = (x: number): number => x - p[1];
  const cubic = implicitRoot(
    (x: number, a: number) => shift(x) ** 3 + scale * x - a,
    (a: number) => {
      let x = start;
      for (let i = 0; i < 80; i++) x -= (shift(x) ** 3 + scale * x - a) / (3 * shift(x) ** 2 + scale);
      return x;
    },
  );
  return cubic(q) * p[2] + cubic(2);
};
const at = [0.9, 0.3, 1.5];
same("a root captures", grad(solved, { wrt: [0, 1] })(at, 0.7), [
  numGrad((p) => solved(p, 0.7), at),
  num((q) => solved(at, q), 0.7),
]);
same(
  "a root captures, hessian",
  hessian(solved)(at, 0.7),
  at.map((_, i) => numGrad((p) => grad(solved)(p, 0.7)[i], at)),
);

/** A rule of one's own may use what does not vary. */
const ruled = (x: number, kind: string, n: number): number => {
  const power = partials(
    (v: number) => (kind === "cube" ? v ** 3 : v ** n),
    (_y, v) => [kind === "cube" ? 3 * v * v : n * v ** (n - 1)],
  );
  return power(x) + power(2 * x);
};
same(
  "a rule captures",
  [grad(ruled)(1.5, "cube", 0), grad(ruled)(1.5, "", 4)],
  [num((x) => ruled(x, "cube", 0), 1.5), num((x) => ruled(x, "", 4), 1.5)],
);

export { results } from "./_same.js";
