import { checkpoint, customJvp, customVjp, fixedPoint, grad, implicitRoot, jacobian, jvp, vjp } from "cotangent";
import { same } from "./_same.js";

/** Rules, residuals and steps that write into what they are given: it is theirs. And results that hold one array in two places. */

const squares = customJvp(
  (a: number[]) => a.map((v) => v * v),
  ([d], _squares, a) => {
    for (let i = 0; i < a.length; i++) d[i] = (d[i] as number) * 2 * (a[i] as number);
    return d;
  },
);
const twice = (x: number[]): number => (squares(x)[0] as number) + (squares(x)[0] as number);
same("tangents", jvp(twice)([[3]], [[1]]).tangent, 12);
const rows = (x: number[]) => [(squares(x)[0] as number) + (squares(x)[1] as number), squares(x)[0] as number];
same("columns", jacobian(rows, { mode: "forward" })([3, 5]), [
  [6, 10],
  [6, 0],
]);

const doubled = customJvp(
  (a: number[]) => a.map((v) => v * 2),
  ([d], _doubled, a) => {
    for (let i = 0; i < d.length; i++) a[i] = 2 * (d[i] as number);
    return a;
  },
);
const x = [3];
const product = (v: number[]): number => (doubled(v)[0] as number) * (v[0] as number);
same("arguments", jvp(product)([x], [[1]]), { value: 18, tangent: 12 });
same("the caller's own", x, [3]);

/** The pullback may run again: what its rule has written into is there as it was. */
const cubes = customVjp(
  (a: number[]) => a.map((v) => v ** 3),
  (w, _cubes, a) => {
    for (let i = 0; i < a.length; i++) a[i] = 3 * (w[i] as number) * (a[i] as number) ** 2;
    return [a];
  },
);
const { pullback } = vjp((v: number[]) => cubes(v))([2, 1]);
same("once", pullback([1, 1])[0], [12, 3]);
same("again", pullback([1, 2])[0], [12, 6]);

const squareRoot = implicitRoot(
  (r: number[], a: number): number[] => {
    r[0] = (r[0] as number) ** 2 - a;
    return r;
  },
  (a: number) => [Math.sqrt(a)],
);
const tripled = (a: number): number => (squareRoot(a)[0] as number) * 3;
same("a residual that writes into x", grad(tripled)(4), 0.75);
same("forward", jvp(tripled)([4], [1]), { value: 6, tangent: 0.75 });
const linear = implicitRoot(
  (r: number, p: number[]): number => {
    p[0] = (p[0] as number) * 2;
    return r - (p[0] as number);
  },
  (p: number[]) => 2 * (p[0] as number),
);
const mixed = (a: number): number => {
  const p = [a];
  return linear(p) + (p[0] as number) ** 2;
};
same("a residual that writes into its parameter", grad(mixed)(3), 8);
same("forward, too", jvp(mixed)([3], [1]), { value: 15, tangent: 8 });
const step = fixedPoint(
  (s: Float64Array, a: number): Float64Array => {
    s[0] = (s[0] as number) / 2 + a;
    return s;
  },
  (a: number) => Float64Array.of(2 * a),
);
same("a step", jvp((a: number) => (step(a)[0] as number) ** 2)([3], [1]), { value: 36, tangent: 24 });

/** A rule makes one tangent for each place: where the result holds one array in two, forward mode says so. */
const pair = customVjp(
  (v: number): number[][] => {
    const q = [v * v];
    return [q, q];
  },
  (c, _pair, v) => [2 * v * ((c[0]?.[0] as number) + (c[1]?.[0] as number))],
);
const kept = checkpoint((v: number) => {
  const q = [v * v];
  return { a: q, b: q };
});
const message = (action: () => unknown): string => {
  try {
    return JSON.stringify(action());
  } catch (error) {
    return String(error);
  }
};
const sum = (v: number): number => {
  const r = pair(v);
  return (r[0]?.[0] as number) * 2 + (r[1]?.[0] as number);
};
const written = (v: number): number => {
  const r = kept(v);
  r.a[0] = 5 * v;
  return r.b[0] as number;
};
const shared = "in forward mode, holds the same object in two places";
same("a rule", grad(sum)(2), 12);
same("a rule, forward", message(() => jvp(sum)([2], [1])).includes(`the result of pair, ${shared}`), true);
same("a checkpoint", grad(written)(2), 5);
same("a checkpoint, forward", message(() => jvp(written)([2], [1])).includes(`the result of kept, ${shared}`), true);

export { results } from "./_same.js";
