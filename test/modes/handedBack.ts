import { checkpoint, grad, hessian, hvp, jvp, vjp } from "cotangent";
import { num, numGrad, same } from "./_same.js";

/** Checkpoints that give back what they got where there is nothing to do: the result and the argument are one object then, and so are their duals. */

const network = checkpoint((layers: number[][], x: number[]): number[] => {
  let h = x;
  for (const w of layers) h = h.map((v, i) => Math.tanh(v * w[i] + 0.1));
  return h;
});
const loss = (v: number[], n: number): number => {
  const layers = [
    [v[0], v[1]],
    [v[2], v[3]],
  ].slice(0, n);
  const x = [v[1], 0.5];
  const h = network(layers, x);
  h[0] *= v[2];
  x[1] += v[3];
  return h[0] * h[1] + x[0] * x[1];
};
const at = [0.3, -0.2, 0.5, 0.4];
const along = [1, 2, -1, 0.5];
const moved = (t: number): number[] => at.map((v, i) => v + t * along[i]);
for (const n of [0, 1, 2]) {
  same(
    `gradient of ${n} layers`,
    grad(loss)(at, n),
    numGrad((v) => loss(v, n), at),
  );
  same(
    `along a direction, ${n} layers`,
    jvp(loss)([at, n], [along, 0]).tangent,
    num((t) => loss(moved(t), n), 0),
  );
  same(
    `product, ${n} layers`,
    hvp(loss)(at, n, along),
    at.map((_, i) => num((t) => grad(loss)(moved(t), n)[i], 0)),
    1e-5,
  );
  const { pullback } = vjp((layers: number[][], x: number[]) => network(layers, x))(
    [
      [1, 2],
      [3, 4],
    ].slice(0, n),
    [0.1, 0.2],
  );
  same(`the pullback again, ${n} layers`, pullback([1, 0]), pullback([1, 0]));
}

interface State {
  p: number;
  q: number;
}
const run = checkpoint((start: State, n: number, k: number): State => {
  let s = start;
  for (let i = 0; i < n; i++) s = { p: s.p + k * s.q, q: s.q - k * Math.sin(s.p) };
  return s;
});
const swing = (x: number, n: number): number => {
  const start = { p: x, q: 1 };
  const end = run(start, n, x);
  end.p *= 2;
  start.q = 3 * x;
  return end.p * end.q + start.p;
};
for (const n of [0, 1, 4]) {
  const f = (x: number): number => swing(x, n);
  same(`a record, ${n} steps`, grad(swing)(0.7, n), num(f, 0.7));
  same(`forward, ${n} steps`, jvp(swing)([0.7, n], [1, 0]).tangent, num(f, 0.7));
  same(
    `twice, ${n} steps`,
    hessian(swing)(0.7, n),
    num((x) => grad(swing)(x, n), 0.7),
  );
}

export { results } from "./_same.js";
