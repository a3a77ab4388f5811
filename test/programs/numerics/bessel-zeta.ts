const factorials: number[] = [1];
for (let i = 1; i < 30; i++) factorials.push(factorials[i - 1] * i);

/** J_n by its power series. */
function besselJ(n: number, x: number, epsilon = 1e-17): number {
  let term = (x / 2) ** n / factorials[n];
  let sum = 0;
  let k = 0;
  do {
    sum += term;
    k += 1;
    term *= -((x / 2) ** 2) / (k * (k + n));
  } while (Math.abs(term) > epsilon * Math.abs(sum) && k < 60);
  return sum;
}

/** Borwein's algorithm for zeta. */
const zeta = (s: number, n = 13): number => {
  const d: number[] = [];
  let partial = 0;
  for (let k = 0; k <= n; k++) {
    partial += (n * factorials[n + k - 1] * 4 ** k) / (factorials[n - k] * factorials[2 * k]);
    d[k] = partial;
  }
  let sum = 0;
  for (let k = 0; k < n; k++) sum += ((-1) ** k * (d[k] - d[n])) / (k + 1) ** s;
  return -sum / (d[n] * (1 - 2 ** (1 - s)));
};

const agm = (a: number, b: number): number => {
  while (Math.abs(a - b) > 1e-15 * Math.abs(a)) [a, b] = [(a + b) / 2, Math.sqrt(a * b)];
  return a;
};

/** Evaluates b0 + a1 / (b1 + a2 / (b2 + …)) from the tail. */
const continuedFraction = (terms: Iterable<readonly [a: number, b: number]>): number =>
  [...terms].reduceRight((tail, [a, b]) => a / (b + tail), 0);

function* tanhTerms(x: number, count: number): Generator<[number, number]> {
  for (let k = 0; k < count; k++) yield [k === 0 ? x : x * x, 2 * k + 1];
}

export function f(x: number, s: number): number {
  const bessel = besselJ(0, x) + 0.5 * besselJ(2, x);
  return bessel * zeta(s) + agm(1, x + s) + continuedFraction(tanhTerms(x, 9));
}

export const wrt = [0, 1];
export const tolerance = 1e-8;
export const inputs = [[1.3, 2.4], [0.6, 3.1]];
