/** Two-loop recursion of L-BFGS: a class takes pairs of vectors apart before the first one was added. */
interface Pair {
  s: Float64Array;
  y: Float64Array;
  rho: number;
}
const dot = (a: Float64Array, b: Float64Array): number => {
  let t = 0;
  for (let i = 0; i < a.length; i++) t += a[i] * b[i];
  return t;
};
const axpy = (k: number, x: Float64Array, y: Float64Array): void => {
  x.forEach((v, i) => {
    y[i] += k * v;
  });
};
class History {
  #pairs: Pair[] = [];
  constructor(private readonly limit: number) {}
  add(s: Float64Array, y: Float64Array): void {
    const sy = dot(s, y);
    if (!(sy > 1e-12)) return;
    if (this.#pairs.length === this.limit) this.#pairs.shift();
    this.#pairs.push({ s, y, rho: 1 / sy });
  }
  direction(g: Float64Array): Float64Array {
    const q = Float64Array.from(g);
    const alphas: number[] = [];
    for (const { s, y, rho } of [...this.#pairs].reverse()) {
      const a = rho * dot(s, q);
      alphas.unshift(a);
      axpy(-a, y, q);
    }
    const last = this.#pairs.at(-1);
    if (last) {
      const gamma = dot(last.s, last.y) / dot(last.y, last.y);
      for (let i = 0; i < q.length; i++) q[i] *= gamma;
    }
    this.#pairs.forEach(({ s, y, rho }, i) => {
      const b = rho * dot(y, q);
      axpy(alphas[i] - b, s, q);
    });
    return q.map((v) => -v);
  }
}
export function f(start: number[], a: number): number {
  const history = new History(3);
  let x = Float64Array.from(start);
  const gradient = ([u, v]: Float64Array): Float64Array =>
    new Float64Array([-2 * (a - u) - 40 * u * (v - u * u), 20 * (v - u * u)]);
  let g = gradient(x);
  for (let k = 0; k < 5; k++) {
    const d = history.direction(g);
    const step = k === 0 ? 0.01 : 0.5;
    const next = x.map((v, i) => v + step * d[i]);
    const gn = gradient(next);
    history.add(
      next.map((v, i) => v - x[i]),
      gn.map((v, i) => v - g[i]),
    );
    x = next;
    g = gn;
  }
  return (a - x[0]) ** 2 + 10 * (x[1] - x[0] ** 2) ** 2;
}
export const wrt = [0, 1];
export const inputs = [
  [[-0.5, 0.8], 1],
  [[0.3, 0.2], 1.2],
];
