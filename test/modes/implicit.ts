/** Derivatives through a solver: of scalars, vectors, records, in both modes, twice, in loops, with integers among the parameters. */
import { fixedPoint, grad, hessian, hvp, implicitRoot, jacobian, jvp, vjp } from "cotangent";
import { num, numGrad, same } from "./_same.js";

const root = implicitRoot(
  (x: number, a: number) => x * x - a,
  (a: number) => {
    let x = 1;
    for (let i = 0; i < 60; i++) x = 0.5 * (x + a / x);
    return x;
  },
);
const twice = (a: number): number => root(a) * 2;
same("root", grad(twice)(2), 1 / Math.sqrt(2));
same("root forward", jvp(twice)([2], [3]).tangent, 3 / Math.sqrt(2));
same("root, second", grad(grad(twice))(2), -0.5 * 2 ** -1.5);
same("root, third", grad(grad(grad(twice)))(2), 0.75 * 2 ** -2.5);

/** The intersection of two curves, by a nonlinear Gauss-Seidel iteration that stops when it has settled. */
const curves = implicitRoot(
  ([x, y]: number[], p: number[], scale: number): number[] => [
    x - Math.cos(y * p[0]) * 0.5 * scale,
    y - Math.sin(x + p[1]) * 0.7,
  ],
  (p: number[], scale: number): number[] => {
    let [x, y, moved] = [1, 1, 1];
    while (moved > 1e-15) {
      const before = x;
      x = Math.cos(y * p[0]) * 0.5 * scale;
      y = Math.sin(x + p[1]) * 0.7;
      moved = Math.abs(x - before);
    }
    return [x, y];
  },
);
const crossing = (p: number[]): number => {
  let sum = 0;
  for (let k = 1; k <= 3; k++) {
    const [x, y] = curves(p, k / 2);
    if (k === 2) continue;
    sum += x * x + 3 * y * k;
  }
  return sum;
};
const at = [0.4, 0.9];
same("curves", grad(crossing)(at), numGrad(crossing, at));
same(
  "curves, hessian",
  hessian(crossing)(at),
  at.map((_, i) => numGrad((p) => grad(crossing)(p)[i], at)),
);
same(
  "curves, hvp",
  hvp(crossing)(at, [1, -2]),
  at.map((_, i) => {
    const [a, b] = numGrad((p) => grad(crossing)(p)[i], at);
    return a - 2 * b;
  }),
);
same(
  "curves, by the number",
  grad((s: number) => curves(at, s)[0] * curves(at, s * s)[1])(0.8),
  num((s) => curves(at, s)[0] * curves(at, s * s)[1], 0.8),
);
same(
  "curves, jacobian",
  jacobian((p: number[]) => curves(p, 1))(at),
  [0, 1].map((i) => numGrad((p) => curves(p, 1)[i], at)),
);
same(
  "curves, pullback",
  [1, 2].map((w) => vjp((p: number[]) => curves(p, 1))(at).pullback([w, 1])[0]),
  [1, 2].map((w) => numGrad((p) => w * curves(p, 1)[0] + curves(p, 1)[1], at)),
);

/** The equilibrium of a chain of masses in typed arrays: residual and state are not plain arrays. */
const equilibrium = implicitRoot(
  (u: Float64Array, load: Float64Array, stiffness: number): Float64Array => {
    const r = new Float64Array(u.length);
    for (let i = 0; i < u.length; i++) {
      const left = i > 0 ? u[i - 1] : 0;
      const right = i + 1 < u.length ? u[i + 1] : 0;
      r[i] = stiffness * (2 * u[i] - left - right) + u[i] ** 3 - load[i];
    }
    return r;
  },
  (load: Float64Array, stiffness: number): Float64Array => {
    const u = new Float64Array(load.length);
    for (let sweep = 0; sweep < 400; sweep++) {
      for (let i = 0; i < u.length; i++) {
        const around = (i > 0 ? u[i - 1] : 0) + (i + 1 < u.length ? u[i + 1] : 0);
        for (let k = 0; k < 4; k++) {
          u[i] -= (stiffness * (2 * u[i] - around) + u[i] ** 3 - load[i]) / (2 * stiffness + 3 * u[i] ** 2);
        }
      }
    }
    return u;
  },
);
const energy = (load: Float64Array, stiffness: number): number => {
  let sum = 0;
  for (const v of equilibrium(load, stiffness)) sum += v * v * stiffness;
  return sum;
};
const loads = Float64Array.of(1, -0.5, 2, 0.3);
same("equilibrium", grad(energy, { wrt: [0, 1] })(loads, 1.5), [
  numGrad((p) => energy(Float64Array.from(p), 1.5), [...loads]),
  num((s) => energy(loads, s), 1.5),
]);
same(
  "equilibrium forward",
  jvp(energy)([loads, 1.5], [Float64Array.of(1, 0, 2, -1), 0.5]).tangent,
  num(
    (t) =>
      energy(
        loads.map((v, i) => v + t * [1, 0, 2, -1][i]),
        1.5 + 0.5 * t,
      ),
    0,
  ),
);

interface Orbit {
  anomaly: number;
  readonly axes: { a: number; b: number };
}
interface Elements {
  mean: number;
  eccentricity: number;
  name: string;
}
/** Kepler's equation; the solution is a record, and so are the parameters. */
const kepler = fixedPoint(
  ({ anomaly }: Orbit, { mean, eccentricity }: Elements): Orbit => ({
    anomaly: mean + eccentricity * Math.sin(anomaly),
    axes: { a: 1 + mean, b: (1 + mean) * Math.sqrt(1 - eccentricity ** 2) },
  }),
  (elements: Elements): Orbit => {
    const { mean, eccentricity } = elements;
    let anomaly = mean;
    for (let i = 0; i < 200; i++) anomaly = mean + eccentricity * Math.sin(anomaly);
    return { anomaly, axes: { a: 1 + mean, b: (1 + mean) * Math.sqrt(1 - eccentricity ** 2) } };
  },
);
const radius = (elements: Elements): number => {
  const { anomaly, axes } = kepler(elements);
  return Math.hypot(axes.a * (Math.cos(anomaly) - elements.eccentricity), axes.b * Math.sin(anomaly));
};
const ellipse: Elements = { mean: 0.7, eccentricity: 0.3, name: "test" };
same("kepler", grad(radius)(ellipse), {
  mean: num((mean) => radius({ ...ellipse, mean }), 0.7),
  eccentricity: num((eccentricity) => radius({ ...ellipse, eccentricity }), 0.3),
});
same(
  "kepler, second",
  grad((e: number) => grad(radius)({ mean: 0.7, eccentricity: e, name: "" }).mean)(0.3),
  num((e) => grad(radius)({ mean: 0.7, eccentricity: e, name: "" }).mean, 0.3),
);

/** A fixed point of several numbers that are parameters of their own. */
const cosine = fixedPoint(
  (x: number, a: number, b: number) => Math.cos(a * x) + b,
  (a: number, b: number) => {
    let x = 0;
    for (let i = 0; i < 400; i++) x = Math.cos(a * x) + b;
    return x;
  },
);
const settle = (a: number, b: number): number => cosine(a, b) ** 2 + cosine(b, a);
same("fixed point", grad(settle, { wrt: [0, 1] })(0.6, 0.2), [
  num((a) => settle(a, 0.2), 0.6),
  num((b) => settle(0.6, b), 0.2),
]);

/** Marked itself: its parameters are those of the solver. */
const pair = implicitRoot(
  (x: number[], p: { a: number }, k: number): number[] => [x[0] ** 3 - p.a * k, x[1] - x[0] * k],
  (p: { a: number }, k: number): number[] => [Math.cbrt(p.a * k), Math.cbrt(p.a * k) * k],
);
same(
  "a solver itself",
  jacobian(pair)({ a: 2 }, 3),
  [0, 1].map((i) => ({ a: num((a) => pair({ a }, 3)[i], 2) })),
);
same("a root itself", grad(root)(4), 0.25);

/** A bilevel problem: the inner optimum by its stationarity, the outer gradient through it. */
const inner = (w: number[], penalty: number): number => {
  let loss = 0;
  for (let i = 0; i < w.length; i++) loss += (w[i] - i) ** 2 + penalty * w[i] ** 4;
  return loss;
};
const optimum = implicitRoot(
  (w: number[], penalty: number): number[] => grad(inner)(w, penalty),
  (penalty: number): number[] =>
    [0, 1, 2].map((target) => {
      let w = target;
      for (let i = 0; i < 50; i++) w -= (2 * (w - target) + 4 * penalty * w ** 3) / (2 + 12 * penalty * w ** 2);
      return w;
    }),
);
const validation = (penalty: number): number => optimum(penalty).reduce((sum, w, i) => sum + (w - 0.8 * i) ** 2, 0);
same("bilevel", grad(validation)(0.05), num(validation, 0.05));

export { results } from "./_same.js";
