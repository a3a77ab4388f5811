type Vec = readonly number[];
const zipWith = <A, B, C>(as: readonly A[], bs: readonly B[], fn: (a: A, b: B, i: number) => C): C[] =>
  as.map((a, i) => fn(a, bs[i], i));
const sum = (xs: Iterable<number>): number => {
  let total = 0;
  for (const x of xs) total += x;
  return total;
};
const dot = (a: Vec, b: Vec): number => sum(zipWith(a, b, (x, y) => x * y));
const scale = (a: Vec, k: number): Vec => a.map((x) => x * k);
const subtract = (a: Vec, b: Vec): Vec => zipWith(a, b, (x, y) => x - y);
const project = (a: Vec, onto: Vec): Vec => scale(onto, dot(a, onto) / dot(onto, onto));

/** Modified Gram–Schmidt as a fold; vectors that vanish are dropped. */
const orthonormalize = (vectors: readonly Vec[], epsilon = 1e-10): Vec[] =>
  vectors.reduce<Vec[]>((basis, v) => {
    const residual = basis.reduce((r, q) => subtract(r, project(r, q)), v);
    const norm = Math.sqrt(dot(residual, residual));
    return norm < epsilon ? basis : [...basis, scale(residual, 1 / norm)];
  }, []);

export function f(vectors: number[][], target: readonly number[]): number {
  const basis = orthonormalize(vectors);
  const coordinates = basis.map((q) => dot(q, target));
  return sum(coordinates.map((c, i) => c * c * (i + 1))) + basis.length;
}

export const wrt = [0, 1];
export const inputs = [
  [[[1, 0.2, 0], [0.3, 1, 0.4], [0.5, 0, 1]], [1, -2, 0.5]],
  [[[1, 1, 0.5], [0.3, -0.2, 1]], [0.1, 0.4, 2]],
];
