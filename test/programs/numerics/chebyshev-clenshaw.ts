interface Approximation {
  coefficients: Float64Array;
  domain: readonly [number, number];
  evaluate(x: number): number;
}

/** Chebyshev interpolation of a function; evaluation by Clenshaw's recurrence. */
function chebyshev(fn: (x: number) => number, [a, b]: readonly [number, number], n: number): Approximation {
  const samples = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    const node = Math.cos((Math.PI * (k + 0.5)) / n);
    samples[k] = fn(0.5 * (a + b) + 0.5 * (b - a) * node);
  }
  const coefficients = new Float64Array(n).map((_, j) => {
    let sum = 0;
    for (let k = 0; k < n; k++) sum += samples[k] * Math.cos((Math.PI * j * (k + 0.5)) / n);
    return (2 / n) * sum;
  });
  return {
    coefficients,
    domain: [a, b],
    evaluate(x) {
      const y = (2 * x - this.domain[0] - this.domain[1]) / (this.domain[1] - this.domain[0]);
      let d = 0;
      let dd = 0;
      for (let j = this.coefficients.length - 1; j >= 1; j--) [d, dd] = [2 * y * d - dd + this.coefficients[j], d];
      return y * d - dd + 0.5 * this.coefficients[0];
    },
  };
}

const integrate = ({ coefficients, domain: [a, b] }: Approximation): number => {
  let sum = coefficients[0];
  for (let j = 2; j < coefficients.length; j += 2) sum -= (2 * coefficients[j]) / (j * j - 1);
  return 0.5 * (b - a) * sum;
};

export function f(rate: number, interval: [number, number], at: number): number {
  const approximation = chebyshev((x) => Math.exp(-rate * x) * Math.sin(x), interval, 7);
  return approximation.evaluate(at) + integrate(approximation);
}

export const wrt = [0, 1, 2];
export const inputs = [
  [0.8, [0, 2], 0.7],
  [-0.4, [-1, 1.5], 1.2],
];
