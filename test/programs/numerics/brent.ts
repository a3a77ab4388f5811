/** Brent's method, as in Numerical Recipes. */
export function zbrent(func: (x: number) => number, x1: number, x2: number, tol: number): number {
  const ITMAX = 100;
  const EPS = Number.EPSILON;
  let a = x1, b = x2, c = x2, d = 0, e = 0;
  let fa = func(a), fb = func(b), fc: number, p: number, q: number, r: number, s: number;
  if ((fa > 0 && fb > 0) || (fa < 0 && fb < 0)) throw new Error("Root must be bracketed in zbrent");
  fc = fb;
  for (let iter = 0; iter < ITMAX; iter++) {
    if ((fb > 0 && fc > 0) || (fb < 0 && fc < 0)) {
      c = a;
      fc = fa;
      e = d = b - a;
    }
    if (Math.abs(fc) < Math.abs(fb)) {
      a = b;
      b = c;
      c = a;
      fa = fb;
      fb = fc;
      fc = fa;
    }
    const tol1 = 2 * EPS * Math.abs(b) + 0.5 * tol;
    const xm = 0.5 * (c - b);
    if (Math.abs(xm) <= tol1 || fb === 0) return b;
    if (Math.abs(e) >= tol1 && Math.abs(fa) > Math.abs(fb)) {
      s = fb / fa;
      if (a === c) {
        p = 2 * xm * s;
        q = 1 - s;
      } else {
        q = fa / fc;
        r = fb / fc;
        p = s * (2 * xm * q * (q - r) - (b - a) * (r - 1));
        q = (q - 1) * (r - 1) * (s - 1);
      }
      if (p > 0) q = -q;
      p = Math.abs(p);
      const min1 = 3 * xm * q - Math.abs(tol1 * q);
      const min2 = Math.abs(e * q);
      if (2 * p < (min1 < min2 ? min1 : min2)) {
        e = d;
        d = p / q;
      } else {
        d = xm;
        e = d;
      }
    } else {
      d = xm;
      e = d;
    }
    a = b;
    fa = fb;
    b += Math.abs(d) > tol1 ? d : Math.sign(xm) * tol1;
    fb = func(b);
  }
  throw new Error("Maximum number of iterations exceeded in zbrent");
}

/** Implied volatility. */
export function f(price: number, market: { spot: number; strike: number; years: number }): number {
  const cdf = (x: number): number => 1 / (1 + Math.exp(-1.5976 * x - 0.070565992 * x ** 3));
  const call = (sigma: number): number => {
    const sd = sigma * Math.sqrt(market.years);
    const d1 = Math.log(market.spot / market.strike) / sd + sd / 2;
    return market.spot * cdf(d1) - market.strike * cdf(d1 - sd);
  };
  return zbrent((sigma) => call(sigma) - price, 0.01, 2, 1e-13);
}

export const wrt = [0, 1];
export const h = 0.0005;
export const tolerance = 1e-6;
export const inputs = [
  [12, { spot: 100, strike: 105, years: 1 }],
  [9, { spot: 50, strike: 44, years: 0.5 }],
  [200, { spot: 50, strike: 44, years: 0.5 }],
];
