type Unary = (x: number) => number;

const compose =
  (...fns: Unary[]): Unary =>
  (x) =>
    fns.reduceRight((acc, fn) => fn(acc), x);

function pipe<T>(value: T, ...fns: ((v: T) => T)[]): T {
  let out = value;
  for (const fn of fns) out = fn(out);
  return out;
}

const curry =
  <A, B, C, R>(fn: (a: A, b: B, c: C) => R) =>
  (a: A) =>
  (b: B) =>
  (c: C): R =>
    fn(a, b, c);

const flip =
  <A, B, R>(fn: (a: A, b: B) => R) =>
  (b: B, a: A): R =>
    fn(a, b);

const identity: Unary = (x) => x;

export function f(theta: [number, number, number], x: number): number {
  const [a, b, c] = theta;
  const affine = curry((m: number, k: number, v: number) => m * v + k);
  const layers: Unary[] = [affine(a)(b), Math.tanh, affine(c)(1)];
  if (x > 1) layers.push(Math.exp, identity);
  layers.unshift((v) => v / (1 + a * a));
  const net = compose(...layers.slice().reverse());
  const div = flip((p: number, q: number) => p / q);
  const once = pipe(x, net, (v) => v * v, Math.sin);
  return once + div(2 + b * b, pipe([a, b], (v) => v.map((e) => e * c), (v) => [...v, x])[1]) + compose()(c);
}

export const wrt = [0, 1];
export const inputs = [
  [[0.5, -0.3, 1.1], 0.7],
  [[-0.4, 0.6, 0.9], 1.3],
];
