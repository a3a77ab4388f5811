class Interval {
  static created = 0;
  readonly width: number;
  constructor(public lo: number, public hi: number) {
    if (hi < lo) throw new RangeError("empty");
    this.width = hi - lo;
    Interval.created++;
  }
  static tryMake(lo: number, hi: number): Interval | undefined {
    try { return new Interval(lo, hi); } catch { return undefined; }
  }
  intersect(o: Interval): Interval | null {
    return Interval.tryMake(Math.max(this.lo, o.lo), Math.min(this.hi, o.hi)) ?? null;
  }
}
export function f(x: number, y: number): number {
  const a = new Interval(0, x);
  const b = new Interval(y, 2);
  const c = a.intersect(b);
  const d = c?.intersect(new Interval(-1, x / 2));
  return (c?.width ?? y * y) + 3 * (d ? d.width : x * y) + (d === null ? 1 : 0);
}
export const wrt = [0, 1];
export const inputs = [[1.5, 0.5],[0.3, 0.9],[1.2,0.8]];
