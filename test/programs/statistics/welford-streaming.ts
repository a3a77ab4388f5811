interface Moments {
  readonly n: number;
  readonly mean: number;
  readonly m2: number;
  readonly m3: number;
}

const empty: Moments = { n: 0, mean: 0, m2: 0, m3: 0 };

const push = ({ n, mean, m2, m3 }: Moments, x: number): Moments => {
  const n1 = n + 1;
  const delta = x - mean;
  const deltaN = delta / n1;
  const term = delta * deltaN * n;
  return { n: n1, mean: mean + deltaN, m2: m2 + term, m3: m3 + term * deltaN * (n1 - 2) - 3 * deltaN * m2 };
};

/** Chan's parallel merge. */
const merge = (a: Moments, b: Moments): Moments => {
  if (a.n === 0) return b;
  if (b.n === 0) return a;
  const n = a.n + b.n;
  const d = b.mean - a.mean;
  return {
    n,
    mean: a.mean + (d * b.n) / n,
    m2: a.m2 + b.m2 + (d * d * a.n * b.n) / n,
    m3: a.m3 + b.m3 + (d ** 3 * a.n * b.n * (a.n - b.n)) / n ** 2 + (3 * d * (a.n * b.m2 - b.n * a.m2)) / n,
  };
};

const summarize = (xs: Iterable<number>): Moments => {
  let acc = empty;
  for (const x of xs) acc = push(acc, x);
  return acc;
};

function chunks<T>(xs: readonly T[], size: number): T[][] {
  const out: T[][] = [];
  for (let i = 0; i < xs.length; i += size) out.push(xs.slice(i, i + size));
  return out;
}

/** Skewness and the Sharpe ratio of data that comes in chunks. */
export function f(xs: readonly number[], size: number): number {
  const { n, mean, m2, m3 } = chunks(xs, size).map(summarize).reduce(merge, empty);
  if (n < 3) throw new Error("too few observations");
  const skew = (Math.sqrt(n) * m3) / m2 ** 1.5;
  return skew + mean / Math.sqrt(m2 / (n - 1));
}

export const wrt = 0;
export const inputs = [
  [[1, 2.5, 0.7, 4, -1, 0.2, 3], 3],
  [[1, 2.5, 0.7], 5],
  [[1, 2.5], 1],
];
