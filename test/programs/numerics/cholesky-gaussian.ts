type Matrix = number[][];

const assert: (condition: boolean, message: string) => asserts condition = (condition, message) => {
  if (!condition) throw new Error(message);
};

/** Lower factor, in place: the upper triangle keeps what it held. */
const choleskyInPlace = (a: Matrix): Matrix => {
  const n = a.length;
  for (let j = 0; j < n; j++) {
    let d = a[j][j];
    for (let k = 0; k < j; k++) d -= a[j][k] ** 2;
    assert(d > 0, "not positive definite");
    a[j][j] = Math.sqrt(d);
    for (let i = j + 1; i < n; i++) {
      let s = a[i][j];
      for (let k = 0; k < j; k++) s -= a[i][k] * a[j][k];
      a[i][j] = s / a[j][j];
    }
  }
  return a;
};

/** Log-density of a multivariate normal with a squared-exponential covariance. */
export function f(params: { lengthScale: number; amplitude: number; noise?: number }, xs: readonly number[], ys: readonly number[]): number {
  const { lengthScale, amplitude, noise = 0.1 } = params;
  const n = xs.length;
  const kernel = (p: number, q: number): number => amplitude ** 2 * Math.exp(-0.5 * ((p - q) / lengthScale) ** 2);
  const l = choleskyInPlace(xs.map((p, i) => xs.map((q, j) => kernel(p, q) + (i === j ? noise * noise : 0))));
  const z = new Array<number>(n).fill(0);
  let logDet = 0;
  for (let i = 0; i < n; i++) {
    let s = ys[i];
    for (let k = 0; k < i; k++) s -= l[i][k] * z[k];
    z[i] = s / l[i][i];
    logDet += Math.log(l[i][i]);
  }
  return -0.5 * z.reduce((s, v) => s + v * v, 0) - logDet - 0.5 * n * Math.log(2 * Math.PI);
}

export const wrt = [0, 2];
export const inputs = [
  [{ lengthScale: 0.8, amplitude: 1.2, noise: 0.4 }, [0, 0.5, 1.1, 2], [0.3, -0.2, 0.8, 1]],
  [{ lengthScale: 1.4, amplitude: 0.7 }, [0, 1, 3], [1, 0.4, -0.6]],
];
