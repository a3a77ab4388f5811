/** Regularized incomplete gamma: series below, continued fraction above; erf and chi-squared from it. */
const enum Branch {
  Series,
  Fraction,
}

const stirling = (z: number): number => {
  let shift = 0;
  let x = z;
  while (x < 8) shift += Math.log(x++);
  const r = 1 / x;
  const r2 = r * r;
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + r * (1 / 12 - r2 * (1 / 360 - r2 * (1 / 1260 - r2 / 1680))) - shift;
};

function gammaP(a: number, x: number, force?: Branch): number {
  if (!(x >= 0) || a <= 0) throw new Error("invalid arguments");
  const prefactor = Math.exp(-x + a * Math.log(x) - stirling(a));
  const branch = force ?? (x < a + 1 ? Branch.Series : Branch.Fraction);
  if (branch === Branch.Series) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; term > sum * 1e-17; n++) {
      term *= x / (a + n);
      sum += term;
    }
    return sum * prefactor;
  }
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let h = d;
  for (let i = 1; ; i++) {
    const an = -i * (i - a);
    b += 2;
    d = 1 / (an * d + b);
    c = b + an / c;
    const delta = d * c;
    h *= delta;
    if (Math.abs(delta - 1) < 1e-15 || i > 500) break;
  }
  return 1 - prefactor * h;
}

const erf = (x: number): number => (x < 0 ? -erf(-x) : x === 0 ? 0 : gammaP(0.5, x * x));
const normalCdf = (x: number): number => 0.5 * (1 + erf(x / Math.SQRT2));
const chi2Cdf = (x: number, k: number): number => gammaP(k / 2, x / 2);

export function f(x: number, k: number): number {
  return normalCdf(x) * chi2Cdf(Math.abs(x) + 1, k);
}

export const wrt = [0, 1];
export const tolerance = 1e-8;
export const inputs = [[0.7, 3], [-1.2, 1.4], [3.2, 2.5]];
