// Second derivatives of whole programs, along a direction, against differences of the gradient; and the Hessian is symmetric.
import { grad, hessian, hvp, jacobian } from "cotangent";
import { same } from "./_same.js";

export { results } from "./_same.js";

type Vec = number[];

/** The derivative of a curve at 0 by extrapolated differences. */
const alongZero = (f: (t: number) => Vec): Vec => {
  const at = (h: number): Vec => {
    const [a, b] = [f(h), f(-h)];
    return a.map((v, i) => (v - b[i]) / (2 * h));
  };
  const [a, b, c] = [at(2e-3), at(1e-3), at(5e-4)];
  return a.map((_, i) => (16 * ((4 * c[i] - b[i]) / 3) - (4 * b[i] - a[i]) / 3) / 15);
};

function both(name: string, H: (x: Vec) => Vec[], P: (x: Vec, v: Vec) => Vec, g: (x: Vec) => Vec, x: Vec): void {
  const v = x.map((_, i) => Math.cos(1 + i * 1.3));
  const want = alongZero((t) => g(x.map((a, i) => a + t * v[i])));
  same(`${name}: product`, P(x.slice(), v.slice()), want);
  const h = H(x.slice());
  same(
    `${name}: Hessian`,
    h.map((row) => row.reduce((s, e, j) => s + e * v[j], 0)),
    want,
  );
  same(
    `${name}: symmetric`,
    h,
    h.map((_, i) => h.map((row) => row[i])),
    1e-9,
  );
}

// max, min, abs
const f1 = (x: Vec): number => {
  let m = -Infinity;
  for (const v of x) m = Math.max(m, v * v * Math.sin(v));
  return m * m + Math.min(x[0] ** 3, x[1] ** 2) * Math.abs(x[2]);
};
both("max", hessian(f1), hvp(f1), grad(f1), [0.7, -1.2, 2.1]);
// recursion
const tree = (x: Vec, lo: number, hi: number): number =>
  hi - lo === 1 ? Math.sin(x[lo]) : tree(x, lo, (lo + hi) >> 1) * tree(x, (lo + hi) >> 1, hi) + x[lo] * x[hi - 1];
const f2 = (x: Vec): number => tree(x, 0, x.length);
both("recursion", hessian(f2), hvp(f2), grad(f2), [0.7, -1.2, 2.1, 0.4, 0.9]);
// in place
const f3 = (x: Vec): number => {
  const a = x.slice();
  for (let s = 0; s < 3; s++)
    for (let i = 1; i < a.length - 1; i++) a[i] = a[i] + 0.3 * a[i - 1] * a[i + 1] - 0.1 * a[i] ** 2;
  a.sort((p, q) => p - q);
  a.reverse();
  return a.reduce((s, v, i) => s + v * v * (i + 1), 0);
};
both("in place", hessian(f3), hvp(f3), grad(f3), [0.7, -1.2, 2.1, 0.4, 0.9]);
// swaps and gaussian elimination with pivoting
const solve = (A: number[][], b: Vec): Vec => {
  const n = b.length;
  const M = A.map((r) => r.slice());
  const y = b.slice();
  for (let c = 0; c < n; c++) {
    let p = c;
    for (let r = c + 1; r < n; r++) if (Math.abs(M[r][c]) > Math.abs(M[p][c])) p = r;
    [M[c], M[p]] = [M[p], M[c]];
    [y[c], y[p]] = [y[p], y[c]];
    for (let r = c + 1; r < n; r++) {
      const k = M[r][c] / M[c][c];
      for (let j = c; j < n; j++) M[r][j] -= k * M[c][j];
      y[r] -= k * y[c];
    }
  }
  for (let r = n - 1; r >= 0; r--) {
    for (let j = r + 1; j < n; j++) y[r] -= M[r][j] * y[j];
    y[r] /= M[r][r];
  }
  return y;
};
const f4 = (x: Vec): number => {
  const A = [
    [x[0], x[1], 1],
    [x[2], 0.1, x[3]],
    [2, x[4], x[0] * x[1]],
  ];
  const y = solve(A, [x[1], 1, x[2]]);
  return y[0] ** 2 + Math.sin(y[1]) + y[2] * x[0];
};
both("solve", hessian(f4), hvp(f4), grad(f4), [0.7, -1.2, 2.1, 0.4, 0.9]);
// Map and classes
class Body {
  v = 0;
  constructor(
    public m: number,
    public x: number,
  ) {}
  kick(f: number) {
    this.v += f / this.m;
  }
  drift(h: number) {
    this.x += h * this.v;
  }
}
const f5 = (x: Vec): number => {
  const bs = [new Body(x[0], x[1]), new Body(x[2], x[3])];
  for (let s = 0; s < 4; s++) {
    const r = bs[1].x - bs[0].x;
    const f = r / (0.1 + r * r) ** 1.5;
    bs[0].kick(0.1 * f);
    bs[1].kick(-0.1 * f);
    for (const b of bs) b.drift(0.2);
  }
  const m = new Map<string, number>();
  for (const b of bs) m.set("e", (m.get("e") ?? 0) + b.m * b.v ** 2 + b.x);
  return m.get("e")! ** 2;
};
both("class map", hessian(f5), hvp(f5), grad(f5), [1.3, -0.4, 0.8, 0.9]);
// ODE RK4 adaptive-like loop
const f6 = (x: Vec): number => {
  let [u, w] = [x[0], x[1]];
  const rhs = (u: number, w: number): [number, number] => [w, x[2] * (1 - u * u) * w - u];
  let t = 0;
  let h = 0.1;
  while (t < 1) {
    const [a1, b1] = rhs(u, w);
    const [a2, b2] = rhs(u + (h / 2) * a1, w + (h / 2) * b1);
    const [a3, b3] = rhs(u + (h / 2) * a2, w + (h / 2) * b2);
    const [a4, b4] = rhs(u + h * a3, w + h * b3);
    u += (h / 6) * (a1 + 2 * a2 + 2 * a3 + a4);
    w += (h / 6) * (b1 + 2 * b2 + 2 * b3 + b4);
    t += h;
    h = Math.abs(b1) > 1.5 ? 0.05 : 0.1;
  }
  return u * u + w;
};
both("rk4", hessian(f6), hvp(f6), grad(f6), [1.2, -0.3, 0.7]);
// inner optimization by gradient descent
const inner = (w: Vec, a: Vec): number => (w[0] - a[0]) ** 2 + a[1] * (w[1] - w[0] ** 2) ** 2 + 0.1 * Math.cosh(w[1]);
const f7 = (a: Vec): number => {
  let w = [0.5, 0.2];
  for (let i = 0; i < 6; i++) {
    const g = grad(inner)(w, a);
    w = w.map((v, k) => v - 0.05 * g[k]);
  }
  return w[0] * w[1] + w[0] ** 2;
};
both("inner optimization", hessian(f7), hvp(f7), grad(f7), [0.7, 0.9]);
// newton inside
const f8 = (a: Vec): number => {
  let w = 0.5;
  const e = (w: number, p: number): number => w ** 4 / 4 + p * w + Math.exp(w * a[1]);
  for (let i = 0; i < 3; i++) w -= grad(e)(w, a[0]) / hessian(e)(w, a[0]);
  return w * w + a[0] * w;
};
both("newton inside", hessian(f8), hvp(f8), grad(f8), [0.7, 0.9]);
// jacobian inside
const f9 = (x: Vec): number => {
  const q = (p: Vec): Vec => [p[0] * p[1], Math.sin(p[0]) + p[1] ** 2];
  const J = jacobian(q)(x);
  return J[0][0] * J[1][1] - J[0][1] * J[1][0];
};
both("jacobian inside", hessian(f9), hvp(f9), grad(f9), [0.7, 0.9]);
// strings, switch, break, continue
const f10 = (x: Vec): number => {
  let s = 1;
  outer: for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < x.length; j++) {
      if (x[j] < -1) continue outer;
      if (s > 20) break outer;
      switch ((i + j) % 3) {
        case 0:
          s += x[i] * x[j];
          break;
        case 1:
          s *= 1 + 0.1 * x[i];
          s -= Math.exp(-x[j] * s);
          break;
        case 2:
          s -= Math.exp(-x[j] * s);
      }
    }
  }
  return s * s;
};
both("switch", hessian(f10), hvp(f10), grad(f10), [0.7, 0.9, 0.3, 1.1]);
// closure factories, reduce, flatMap
const f11 = (x: Vec): number => {
  const layers = x.map((w, i) => (v: number) => Math.tanh(w * v + i * 0.1));
  return (
    layers.reduce((v, l) => l(v) + v, 0.5) ** 2 + x.flatMap((v, i) => [v, v * i]).reduce((s, v, i) => s + v ** 2 * i, 0)
  );
};
both("closures", hessian(f11), hvp(f11), grad(f11), [0.7, 0.9, -0.3]);
// try/throw
const f12 = (x: Vec): number => {
  const safe = (v: number): number => {
    if (v < 0) throw new RangeError("neg");
    return Math.sqrt(v);
  };
  let s = 0;
  for (const v of x) {
    try {
      s += safe(v) * s + v ** 3;
    } catch {
      s -= v ** 2;
    }
  }
  return s;
};
both("throw", hessian(f12), hvp(f12), grad(f12), [0.7, -0.9, 0.3]);
// typed arrays scratch reuse
const f13 = (x: Vec): number => {
  const buf = new Float64Array(x.length);
  let e = 0;
  for (let s = 0; s < 3; s++) {
    for (let i = 0; i < x.length; i++) buf[i] = x[i] * (s + 1) + (i > 0 ? buf[i - 1] * 0.5 : e);
    for (let i = 0; i < x.length; i++) e += buf[i] * buf[(i + 1) % x.length];
  }
  return e;
};
both("scratch", hessian(f13), hvp(f13), grad(f13), [0.7, -0.9, 0.3]);
// generators, destructuring, spread
function* pairs(x: Vec): Generator<[number, number]> {
  for (let i = 0; i + 1 < x.length; i++) yield [x[i], x[i + 1]];
}
const f14 = (x: Vec): number => {
  let s = 0;
  for (const [a, b] of pairs(x)) s += a ** 2 * b + Math.hypot(a, b);
  return s;
};
both("generators", hessian(f14), hvp(f14), grad(f14), [0.7, -0.9, 0.3]);
