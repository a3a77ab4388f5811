class SegmentTree<T> {
  private t: T[];
  private n: number;
  constructor(a: T[], private op: (x: T, y: T) => T, private e: T) { this.n = a.length; this.t = new Array(4 * this.n).fill(e); this.build(1, 0, this.n - 1, a); }
  private build(v: number, l: number, r: number, a: T[]): void {
    if (l === r) { this.t[v] = a[l]; return; }
    const m = (l + r) >> 1;
    this.build(2 * v, l, m, a); this.build(2 * v + 1, m + 1, r, a);
    this.t[v] = this.op(this.t[2 * v], this.t[2 * v + 1]);
  }
  query(ql: number, qr: number, v = 1, l = 0, r = this.n - 1): T {
    if (qr < l || r < ql) return this.e;
    if (ql <= l && r <= qr) return this.t[v];
    const m = (l + r) >> 1;
    return this.op(this.query(ql, qr, 2 * v, l, m), this.query(ql, qr, 2 * v + 1, m + 1, r));
  }
  set(i: number, x: T, v = 1, l = 0, r = this.n - 1): void {
    if (l === r) { this.t[v] = x; return; }
    const m = (l + r) >> 1;
    if (i <= m) this.set(i, x, 2 * v, l, m); else this.set(i, x, 2 * v + 1, m + 1, r);
    this.t[v] = this.op(this.t[2 * v], this.t[2 * v + 1]);
  }
}
export const wrt = 0;
export const inputs = [[[0.5, 1.2, -0.3, 0.8, 2.1]]];
export function f(x: number[]): number {
  const st = new SegmentTree<number>(x, (a, b) => a + b, 0);
  const mt = new SegmentTree<[number, number]>(x.map((v, i) => [v, i] as [number, number]), (a, b) => (a[0] < b[0] ? a : b), [Infinity, -1]);
  st.set(1, x[0] * x[4]);
  const [mn, at] = mt.query(1, 3);
  return st.query(0, 3) * mn + st.query(2, 4) * x[at];
}
