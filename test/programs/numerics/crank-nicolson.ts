/** Implicit Black–Scholes in log price with Crank–Nicolson; early exercise by projection. */
interface Market {
  rate: number;
  volatility: number;
}

class Tridiagonal {
  private readonly c: Float64Array;
  private readonly inverse: Float64Array;
  constructor(
    private readonly a: number,
    b: number,
    c: number,
    n: number,
  ) {
    this.c = new Float64Array(n);
    this.inverse = new Float64Array(n);
    this.inverse[0] = 1 / b;
    for (let i = 1; i < n; i++) {
      this.c[i - 1] = c * this.inverse[i - 1];
      this.inverse[i] = 1 / (b - a * this.c[i - 1]);
    }
  }
  solveInPlace(d: Float64Array): void {
    const n = d.length;
    d[0] *= this.inverse[0];
    for (let i = 1; i < n; i++) d[i] = (d[i] - this.a * d[i - 1]) * this.inverse[i];
    for (let i = n - 2; i >= 0; --i) d[i] -= this.c[i] * d[i + 1];
  }
}

export function f({ rate, volatility }: Market, spot: number, strike: number, style: "european" | "american"): number {
  const n = 11;
  const dx = 0.12;
  const dt = 0.1;
  const payoff = Float64Array.from({ length: n }, (_, i) => Math.max(strike - spot * Math.exp((i - 5) * dx), 0));
  const drift = rate - 0.5 * volatility ** 2;
  const diffusion = volatility ** 2 / (2 * dx * dx);
  const convection = drift / (2 * dx);
  const lo = 0.5 * dt * (diffusion - convection);
  const hi = 0.5 * dt * (diffusion + convection);
  const mid = dt * (diffusion + 0.5 * rate);
  const lhs = new Tridiagonal(-lo, 1 + mid, -hi, n);
  const v = payoff.slice();
  const rhs = new Float64Array(n);
  for (let step = 0; step < 5; step++) {
    rhs.set(v);
    for (let i = 1; i < n - 1; i++) rhs[i] = lo * v[i - 1] + (1 - mid) * v[i] + hi * v[i + 1];
    lhs.solveInPlace(rhs);
    v.set(rhs);
    if (style === "american") for (let i = 0; i < n; i++) if (v[i] < payoff[i]) v[i] = payoff[i];
  }
  return v[5];
}

export const wrt = [0, 1, 2];
export const h = 0.001;
export const tolerance = 1e-8;
export const inputs = [
  [{ rate: 0.05, volatility: 0.3 }, 100, 104, "european"],
  [{ rate: 0.06, volatility: 0.25 }, 92, 100, "american"],
];
