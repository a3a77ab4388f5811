interface CgResult {
  x: Float64Array;
  iterations: number;
  residual: number;
}

type Operator = (v: Float64Array) => Float64Array;

function conjugateGradients(apply: Operator, b: Float64Array, tol = 1e-12, maxIter = b.length * 3): CgResult {
  const n = b.length;
  const x = new Float64Array(n);
  const r = Float64Array.from(b);
  const p = Float64Array.from(r);
  let rr = r.reduce((s, v) => s + v * v, 0);
  let iterations = 0;
  while (Math.sqrt(rr) > tol && iterations < maxIter) {
    const ap = apply(p);
    let pap = 0;
    for (let i = 0; i < n; ++i) pap += p[i] * ap[i];
    if (pap <= 0) throw new Error("operator is not positive definite");
    const alpha = rr / pap;
    let next = 0;
    for (let i = 0; i < n; ++i) {
      x[i] += alpha * p[i];
      r[i] -= alpha * ap[i];
      next += r[i] * r[i];
    }
    const beta = next / rr;
    for (let i = 0; i < n; ++i) p[i] = r[i] + beta * p[i];
    rr = next;
    iterations++;
  }
  return { x, iterations, residual: Math.sqrt(rr) };
}

/** Dissipation of a variable-conductivity rod: compliance b' A(k)^-1 b. */
export function f(conductivity: number[], load: Float64Array): number {
  const n = load.length;
  const apply: Operator = (v) => {
    const out = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      const left = i > 0 ? v[i - 1] : 0;
      const right = i < n - 1 ? v[i + 1] : 0;
      out[i] = conductivity[i] * (v[i] - left) + conductivity[i + 1] * (v[i] - right);
    }
    return out;
  };
  const { x, residual } = conjugateGradients(apply, load);
  if (residual > 1e-6) return NaN;
  let compliance = 0;
  x.forEach((v, i) => (compliance += v * load[i]));
  return compliance;
}

export const wrt = [0, 1];
export const h = 0.005;
export const tolerance = 1e-7;
export const inputs = [
  [[1, 2, 0.5, 1.5], Float64Array.of(0.3, 1, -0.4)],
  [[1, -2, 0.5], Float64Array.of(0.3, 1)],
];
