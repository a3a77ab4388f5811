export class Vec { constructor(public x: number, public y: number) {} 
  static from(a: number[]) { return new this(a[0], a[1]); }
  add(o: Vec) { return new Vec(this.x + o.x, this.y + o.y); }
  addIn(o: Vec): this { this.x += o.x; this.y += o.y; return this; }
  get len() { return Math.hypot(this.x, this.y); }
  set len(v: number) { const k = v / this.len; this.x *= k; this.y *= k; }
  *[Symbol.iterator]() { yield this.x; yield this.y; } }
export const classes = [Vec];
export function f(v: Vec, w: Vec): number {
  const u = v.add(w);
  u.len = 3;
  u.len += v.x;
  w.addIn(u).addIn(w);
  const [a, b] = w;
  let s = 0; for (const c of u) s += c * c;
  return s + a * b + Vec.from([v.x, v.y]).len;
}
export const wrt = [0, 1];
export const inputs = [[new Vec(1, 2), new Vec(0.3, -0.4)]];
