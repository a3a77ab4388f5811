/** A soft histogram beside a hard one, whose counts do not depend on the data smoothly. */
class Histogram {
  readonly counts: Uint32Array;
  readonly soft: Float64Array;
  private total = 0;
  constructor(
    readonly min: number,
    readonly max: number,
    readonly bins: number,
  ) {
    if (!(max > min)) throw new RangeError("empty range");
    this.counts = new Uint32Array(bins);
    this.soft = new Float64Array(bins);
  }
  get width(): number {
    return (this.max - this.min) / this.bins;
  }
  add(x: number, weight = 1): this {
    const position = (x - this.min) / this.width;
    const bin = Math.floor(position);
    if (bin < 0 || bin >= this.bins) return this;
    this.counts[bin]++;
    const offset = position - bin - 0.5;
    const neighbour = bin + Math.sign(offset);
    this.soft[bin] += weight * (1 - Math.abs(offset));
    if (neighbour >= 0 && neighbour < this.bins) this.soft[neighbour] += weight * Math.abs(offset);
    this.total += weight;
    return this;
  }
  entropy(): number {
    let h = 0;
    for (const c of this.soft) {
      if (c <= 0) continue;
      const p = c / this.total;
      h -= p * Math.log2(p);
    }
    return h;
  }
  mode(): number {
    return this.counts.indexOf(Math.max(...this.counts));
  }
}

export function f(xs: readonly number[], weights: Map<number, number>): number {
  const h = new Histogram(0, 4, 4);
  let i = 0;
  for (const x of xs) h.add(x, weights.get(i++));
  return h.entropy() + h.mode() * xs[0];
}

export const wrt = 0;
export const inputs = [
  [[0.3, 1.2, 1.7, 3.1, 9], new Map([[0, 2], [3, 0.5]])],
  [[2.2, 2.8, 2.6], new Map()],
];
