type Innovation = "gaussian" | "student";

interface Specification {
  readonly innovation: Innovation;
  readonly leverage?: boolean;
}

const logGamma = (x: number): number => {
  const c = [76.18009172947146, -86.50532032941677, 24.01409824083091, -1.231739572450155, 0.1208650973866179e-2, -0.5395239384953e-5];
  let y = x;
  const tmp = x + 5.5 - (x + 0.5) * Math.log(x + 5.5);
  let ser = 1.000000000190015;
  for (const cj of c) ser += cj / ++y;
  return -tmp + Math.log((2.5066282746310005 * ser) / x);
};

const density: Record<Innovation, (z: number, nu: number) => number> = {
  gaussian: (z) => -0.5 * (Math.log(2 * Math.PI) + z * z),
  student: (z, nu) =>
    logGamma((nu + 1) / 2) - logGamma(nu / 2) - 0.5 * Math.log(Math.PI * (nu - 2)) - ((nu + 1) / 2) * Math.log1p((z * z) / (nu - 2)),
};

/** Negative log-likelihood of a GJR-GARCH(1, 1). */
export function f(theta: readonly number[], returns: Float64Array, spec: Specification): number {
  const [mu, omega, alpha, beta, gamma = 0, nu = 8] = theta;
  const logDensity = density[spec.innovation];
  const mean = returns.reduce((a, b) => a + b, 0) / returns.length;
  let h = returns.reduce((s, r) => s + (r - mean) ** 2, 0) / returns.length;
  let ll = 0;
  for (let t = 0; t < returns.length; t++) {
    const e = returns[t] - mu;
    if (!(h > 0)) return Infinity;
    ll += logDensity(e / Math.sqrt(h), nu) - 0.5 * Math.log(h);
    const shock = spec.leverage && e < 0 ? alpha + gamma : alpha;
    h = omega + shock * e * e + beta * h;
  }
  return -ll;
}

export const wrt = 0;
export const inputs = [
  [[0.05, 0.1, 0.12, 0.7], Float64Array.of(0.5, -1.2, 0.3, 2, -0.4), { innovation: "gaussian" }],
  [[0.02, 0.2, 0.08, 0.6, 0.1, 6.5], Float64Array.of(0.5, -1.2, 0.3, 2, -0.4), { innovation: "student", leverage: true }],
];
