// generic segment tree with an operation
class SegmentTree<T> {
  private readonly size: number;
  private readonly tree: T[];
  constructor(values: readonly T[], private readonly op: (a: T, b: T) => T, private readonly identity: T) {
    this.size = 1;
    while (this.size < values.length) this.size *= 2;
    this.tree = new Array<T>(2 * this.size).fill(identity);
    for (let i = 0; i < values.length; i++) this.tree[this.size + i] = values[i];
    for (let i = this.size - 1; i >= 1; i--) this.tree[i] = op(this.tree[2 * i], this.tree[2 * i + 1]);
  }
  update(index: number, value: T): void {
    let i = index + this.size;
    this.tree[i] = value;
    for (i >>= 1; i >= 1; i >>= 1) this.tree[i] = this.op(this.tree[2 * i], this.tree[2 * i + 1]);
  }
  query(lo: number, hi: number): T {
    let left = this.identity;
    let right = this.identity;
    for (let l = lo + this.size, r = hi + this.size; l < r; l >>= 1, r >>= 1) {
      if (l & 1) left = this.op(left, this.tree[l++]);
      if (r & 1) right = this.op(this.tree[--r], right);
    }
    return this.op(left, right);
  }
}
interface Affine { a: number; b: number }
export const wrt = 0;
export const inputs = [[[0.5, 1.2, -0.3, 0.8, 2.1]]];
export function f(x: number[]): number {
  const sums = new SegmentTree<number>(x, (a, b) => a + b, 0);
  const maxima = new SegmentTree<number>(x, (a, b) => Math.max(a, b), -Infinity);
  const maps = new SegmentTree<Affine>(x.map((v, i) => ({ a: v, b: i + v })), (p, q) => ({ a: p.a * q.a, b: q.a * p.b + q.b }), { a: 1, b: 0 });
  sums.update(2, x[0] * x[1]);
  maps.update(1, { a: x[4], b: x[3] });
  const m = maps.query(1, 4);
  return sums.query(1, 5) * maxima.query(0, 3) + m.a * 0.3 + m.b;
}
