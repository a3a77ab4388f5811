/** Rules in the mode that they are not written for: transposed, in loops, at second order, with records and typed arrays. */
import { customJvp, customVjp, grad, hessian, hvp, jacobian, jvp, vjp } from "cotangent";
import { num, numGrad, same } from "./_same.js";

interface W {
  a: number;
  b: number[];
  tag: string;
}
const hn = (f: (x: number[]) => number, x: number[]): number[][] =>
  x.map((_, i) => numGrad((y) => num((t) => f(y.map((v, k) => v + (k === i ? t : 0))), 0), x));

const softmaxPlain = (x: number[], t: number): number[] => {
  const m = Math.max(...x);
  const e = x.map((v) => Math.exp((v - m) * t));
  const s = e.reduce((a, b) => a + b, 0);
  return e.map((v) => v / s);
};
const softmax = customVjp(softmaxPlain, (c, y, x, t) => {
  const dot = c.reduce((s, v, i) => s + v * y[i], 0);
  let dt = 0;
  const mean = x.reduce((s, v, i) => s + v * y[i], 0);
  for (let i = 0; i < x.length; i++) dt += c[i] * y[i] * (x[i] - mean);
  return [y.map((v, i) => t * v * (c[i] - dot)), dt];
});
const loss = (x: number[], t: number): number => {
  let s = 0;
  let y = x;
  for (let k = 0; k < 3; k++) {
    y = softmax(
      y.map((v, i) => v * (i + 1)),
      t + k * 0.1,
    );
    s += y[0] * y[1] + y[2] ** 2;
  }
  return s;
};
const plain = (x: number[], t: number): number => {
  let s = 0;
  let y = x;
  for (let k = 0; k < 3; k++) {
    y = softmaxPlain(
      y.map((v, i) => v * (i + 1)),
      t + k * 0.1,
    );
    s += y[0] * y[1] + y[2] ** 2;
  }
  return s;
};
const X = [0.3, -0.5, 0.8];
same(
  "softmax grad",
  grad(loss)(X, 1.2),
  numGrad((x) => plain(x, 1.2), X),
);
same(
  "softmax dt",
  grad(loss, { wrt: 1 })(X, 1.2),
  num((t) => plain(X, t), 1.2),
);
same(
  "softmax jvp",
  jvp(loss)([X, 1.2], [[1, 2, -1], 0.5]).tangent,
  num(
    (e) =>
      plain(
        X.map((v, i) => v + e * [1, 2, -1][i]),
        1.2 + e / 2,
      ),
    0,
  ),
);
same(
  "softmax hess",
  hessian(loss)(X, 1.2),
  hn((x) => plain(x, 1.2), X),
  1e-4,
);
same(
  "softmax hvp",
  hvp(loss)(X, 1.2, [1, 2, -1]),
  numGrad(
    (x) =>
      num(
        (e) =>
          plain(
            x.map((v, i) => v + e * [1, 2, -1][i]),
            1.2,
          ),
        0,
      ),
    X,
  ),
  1e-4,
);
same(
  "softmax jac fwd",
  jacobian(softmax, { mode: "forward" })(X, 1.2),
  [0, 1, 2].map((i) => numGrad((x) => softmaxPlain([...x], 1.2)[i], X)),
);
same(
  "softmax jac",
  jacobian(softmax)(X, 1.2),
  [0, 1, 2].map((i) => numGrad((x) => softmaxPlain([...x], 1.2)[i], X)),
);
same(
  "softmax jac t",
  jacobian(softmax, { wrt: 1 })(X, 1.2),
  [0, 1, 2].map((i) => num((t) => softmaxPlain(X, t)[i], 1.2)),
);
same(
  "grad of jvp",
  grad((x: number[], t: number) => jvp(softmax)([x, t], [[1, 0, 2], 0.3]).tangent[1])(X, 1.2),
  numGrad((x) => num((e) => softmaxPlain([x[0] + e, x[1], x[2] + 2 * e], 1.2 + 0.3 * e)[1], 0), X),
  1e-4,
);

// record arguments and results, texts, in a closure
const mixPlain = (w: W, xs: Float64Array, mode: string): { out: number[]; total: number } => {
  const k = mode === "x" ? 2 : 1;
  const out = Array.from(xs, (v) => v * w.a * k + w.b[0]);
  return { out, total: out.reduce((s, v) => s + v * v, 0) * w.b[1] };
};
const mix = customVjp(mixPlain, (c, y, w, xs, mode) => {
  const k = mode === "x" ? 2 : 1;
  const full = c.out.map((v, i) => v + 2 * c.total * y.out[i] * w.b[1]);
  let a = 0,
    b0 = 0;
  const dx = new Float64Array(xs.length);
  full.forEach((v, i) => {
    a += v * xs[i] * k;
    b0 += v;
    dx[i] = v * w.a * k;
  });
  return [{ a, b: [b0, c.total * (y.total / w.b[1])] }, dx, undefined];
});
const useMix = (w: W, xs: Float64Array): number => {
  const r = mix(w, xs, "x");
  return Math.sin(r.total) + r.out[1] * r.out[0];
};
const useMixPlain = (w: W, xs: Float64Array): number => {
  const r = mixPlain(w, xs, "x");
  return Math.sin(r.total) + r.out[1] * r.out[0];
};
const w0: W = { a: 0.5, b: [0.2, 0.7], tag: "t" },
  xs0 = Float64Array.of(0.3, 0.9, -0.4);
const un = (v: readonly number[]): W => ({ a: v[0], b: [v[1], v[2]], tag: "t" });
{
  const g = grad(useMix)(w0, xs0);
  same(
    "mix grad",
    [g.a, ...g.b],
    numGrad((v) => useMixPlain(un(v), xs0), [0.5, 0.2, 0.7]),
  );
}
same(
  "mix dx",
  [...grad(useMix, { wrt: 1 })(w0, xs0)],
  numGrad((v) => useMixPlain(w0, Float64Array.from(v)), [...xs0]),
);
same(
  "mix jvp",
  jvp(useMix)([w0, xs0], [{ a: 1, b: [0.5, -1] }, Float64Array.of(1, 0, 2)]).tangent,
  num((e) => useMixPlain(un([0.5 + e, 0.2 + e / 2, 0.7 - e]), Float64Array.of(0.3 + e, 0.9, -0.4 + 2 * e)), 0),
);
{
  const h = hvp(useMix)(w0, xs0, { a: 1, b: [0.5, -1] });
  same(
    "mix hvp",
    [h.a, ...h.b],
    numGrad((v) => num((e) => useMixPlain(un([v[0] + e, v[1] + e / 2, v[2] - e]), xs0), 0), [0.5, 0.2, 0.7]),
    1e-4,
  );
}

// customJvp in reverse
const normPlain = (x: number[], p: number): number[] => {
  const n = Math.hypot(...x) ** p;
  return x.map((v) => v / n);
};
const normalize = customJvp(normPlain, ([dx, dp], y, x, p) => {
  const r = Math.hypot(...x);
  let s = 0;
  for (let i = 0; i < x.length; i++) s += x[i] * dx[i];
  return y.map((v, i) => dx[i] / r ** p - (v * p * s) / (r * r) - v * Math.log(r) * dp);
});
const ln = (x: number[], p: number): number => {
  const y = normalize(
    normalize(x, p).map((v) => v * 2 + 0.1),
    p + 1,
  );
  return y[0] * y[1] + y[2];
};
const lnp = (x: readonly number[], p: number): number => {
  const y = normPlain(
    normPlain([...x], p).map((v) => v * 2 + 0.1),
    p + 1,
  );
  return y[0] * y[1] + y[2];
};
same(
  "norm grad",
  grad(ln)(X, 0.9),
  numGrad((x) => lnp(x, 0.9), X),
);
same(
  "norm dp",
  grad(ln, { wrt: 1 })(X, 0.9),
  num((p) => lnp(X, p), 0.9),
);
same(
  "norm vjp",
  vjp(normalize)(X, 0.9).pullback([1, 2, 3])[0],
  numGrad((x) => {
    const y = normPlain([...x], 0.9);
    return y[0] + 2 * y[1] + 3 * y[2];
  }, X),
);
same(
  "norm jvp",
  jvp(ln)([X, 0.9], [[1, 0, 1], 0.5]).tangent,
  num((e) => lnp([X[0] + e, X[1], X[2] + e], 0.9 + e / 2), 0),
);
same(
  "norm hess",
  hessian(ln)(X, 0.9),
  hn((x) => lnp(x, 0.9), X),
  1e-4,
);
same(
  "norm grad grad",
  grad((x: number[]) => grad(ln)(x, 0.9)[0] ** 2)(X),
  numGrad((x) => numGrad((z) => lnp(z, 0.9), x)[0] ** 2, X),
  1e-4,
);

// rule that writes in place, rule called through helper, result aliased afterwards, captured constants
function scaled(k: number) {
  const plainOf = (x: number[]): number[] => x.map((v) => v * v * k);
  const f = customVjp(plainOf, (c, _y, x) => {
    const out = new Array<number>(x.length).fill(0);
    for (let i = 0; i < x.length; i++) {
      out[i] += c[i] * k;
      out[i] *= 2 * x[i];
    }
    return [out];
  });
  return hessian((x: number[]) => {
    const y = f(x);
    y[0] = y[0] * y[1];
    return y[0] + y[2] * x[0];
  })(X);
}
same(
  "captured",
  scaled(3),
  hn((x) => {
    const y = x.map((v) => v * v * 3);
    return y[0] * y[1] + y[2] * x[0];
  }, X),
  1e-4,
);

/** What a rule gives has the lengths of what it belongs to, in the other mode as well. */
const shortTangent = customJvp(
  (x: number[]) => x.map((v) => v * 2),
  ([t], _y, _x) => [t[0] * 2],
);
const shortCotangent = customVjp(
  (x: number[]) => x[0] * x[1],
  (c, _y, x) => [[c * x[1]]],
);
const messageOf = (action: () => unknown): string => {
  try {
    return JSON.stringify(action());
  } catch (error) {
    return (error as Error).message;
  }
};
same(
  "a short tangent",
  messageOf(() => grad((x: number[]) => shortTangent(x)[1])([2, 3])),
  "the rule of shortTangent gave 1 elements at the tangent, and not 2",
);
same(
  "a short cotangent",
  messageOf(() => jvp((x: number[]) => shortCotangent(x))([[2, 3]], [[0, 1]])),
  "the rule of shortCotangent gave 1 elements at x, and not 2",
);

export { results } from "./_same.js";
