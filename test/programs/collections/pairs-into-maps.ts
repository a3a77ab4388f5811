/** Pairs and triples of numbers: what is a key in them stays one, and what is a weight varies. */
type Pair = [number, number];
type Triple = [number, number, number];

function spectrum(pairs: Pair[], x: number): number {
  const bins = new Map<number, number>();
  for (const [bin, weight] of pairs) bins.set(bin, (bins.get(bin) ?? 0) + weight);
  const best = pairs.reduce((a, b) => (b[1] > a[1] ? b : a));
  let sum = 0;
  for (const [bin, weight] of bins) sum += Math.sin(bin + x) * weight * weight;
  return sum + (bins.get(best[0]) ?? 0) * x;
}

/** A sparse matrix by coordinates. What is added twice is summed when rows are asked for. */
class Coordinates {
  private readonly entries: Triple[] = [];
  add(i: number, j: number, v: number): this {
    this.entries.push([i, j, v]);
    return this;
  }
  *[Symbol.iterator](): Generator<Triple> {
    yield* this.entries;
  }
  transposed(): Coordinates {
    const t = new Coordinates();
    for (const [i, j, v] of this) t.add(j, i, v);
    return t;
  }
  rows(): Map<number, Map<number, number>> {
    const rows = new Map<number, Map<number, number>>();
    for (const [i, j, v] of this) {
      const row = rows.get(i) ?? new Map<number, number>();
      row.set(j, (row.get(j) ?? 0) + v);
      rows.set(i, row);
    }
    return rows;
  }
}

function quadratic(m: Coordinates, x: number[]): number {
  let sum = 0;
  for (const [i, row] of m.rows()) for (const [j, v] of row) sum += x[i]! * v * x[j]!;
  return sum;
}

/** Pairs that are changed in place, shared, sorted by their weights, and made in a branch. */
function ranked(x: number[]): number {
  const pairs: Pair[] = x.map((v, i): Pair => [i, v * v]);
  if (x[0]! > 1) pairs.push([7, x[0]!]);
  const shared = pairs[1]!;
  shared[1] *= x[0]!;
  pairs[0] = shared;
  pairs.sort((a, b) => a[1] - b[1]);
  const weights = new Map<number, number>(pairs);
  const order = new Map(pairs.map(([key], rank) => [key, rank + 1]));
  let sum = 0;
  for (const [key, weight] of weights) sum += order.get(key)! * weight * (1 + key);
  return sum;
}

export function f(x: number[]): number {
  const pairs: Pair[] = [
    [0, x[0]!],
    [3, x[0]! * x[1]!],
    [0, 2],
    [1, x[2]! ** 2],
  ];
  const m = new Coordinates().add(0, 1, x[0]!).add(1, 1, x[1]! * x[2]!).add(0, 1, 2).add(2, 0, Math.exp(-x[2]!));
  return spectrum(pairs, x[1]!) + quadratic(m, x) - quadratic(m.transposed(), [1, x[0]!, 2]) + ranked(x);
}
export const wrt = 0;
export const inputs = [[[1.2, 0.7, 0.9]], [[0.2, 0.7, -0.3]]];
