type Model = (x: number, p: readonly number[]) => number;

interface Fit {
  parameters: number[];
  chi2: number;
  lambda: number;
}

const solveSpd = (a: number[][], b: number[]): number[] => {
  const m = a.map((row, i) => [...row, b[i]]);
  const n = b.length;
  for (let i = 0; i < n; i++) {
    for (let k = i + 1; k < n; k++) {
      const factor = m[k][i] / m[i][i];
      for (let j = i; j <= n; j++) m[k][j] -= factor * m[i][j];
    }
  }
  const x: number[] = Array(n);
  for (let i = n - 1; i >= 0; i--) {
    x[i] = m[i][n];
    for (let j = i + 1; j < n; j++) x[i] -= m[i][j] * x[j];
    x[i] /= m[i][i];
  }
  return x;
};

function fit(model: Model, jacobian: (x: number, p: readonly number[]) => number[], xs: number[], ys: number[], start: number[], { iterations = 6, lambda: lambda0 = 0.01 } = {}): Fit {
  const chi2 = (p: readonly number[]): number => xs.reduce((s, x, i) => s + (ys[i] - model(x, p)) ** 2, 0);
  let parameters = [...start];
  let lambda = lambda0;
  let current = chi2(parameters);
  for (let it = 0; it < iterations; it++) {
    const n = parameters.length;
    const jtj = Array.from({ length: n }, () => new Array(n).fill(0) as number[]);
    const jtr = new Array(n).fill(0) as number[];
    xs.forEach((x, i) => {
      const row = jacobian(x, parameters);
      const r = ys[i] - model(x, parameters);
      for (let a = 0; a < n; a++) {
        jtr[a] += row[a] * r;
        for (let b = 0; b < n; b++) jtj[a][b] += row[a] * row[b];
      }
    });
    const damped = jtj.map((row, i) => row.map((v, j) => (i === j ? v * (1 + lambda) : v)));
    const trial = solveSpd(damped, jtr).map((d, i) => parameters[i] + d);
    const next = chi2(trial);
    if (next < current) {
      parameters = trial;
      current = next;
      lambda /= 10;
    } else lambda *= 10;
  }
  return { parameters, chi2: current, lambda };
}

/** Sensitivity of a fitted decay rate to the data. */
export function f(ys: number[], xs: number[], start: [number, number]): number {
  const { parameters: [a, k], chi2 } = fit((x, [a, k]) => a * Math.exp(-k * x), (x, [a, k]) => [Math.exp(-k * x), -a * x * Math.exp(-k * x)], xs, ys, start);
  return Math.log(2) / k + a + chi2;
}

export const wrt = [0, 2];
export const h = 1e-3;
export const tolerance = 1e-6;
export const inputs = [
  [[2.1, 1.2, 0.8, 0.4], [0, 1, 2, 3], [1.5, 0.8]],
  [[1, 0.5, 0.45], [0, 0.7, 1.1], [0.5, 0.2]],
];
