class C {
  n = 0;
  constructor(private readonly w: number) {}
  get v(): number { this.n++; return this.w * this.n; }
  set v(z: number) { this.n += z; }
}
export function f(x: number): number {
  const c = new C(x);
  const a = c.v + c.v * c.v;
  c.v += x;
  c.v++;
  return a * c.v + c.n;
}
export const wrt = 0;
export const inputs = [[1.5], [-0.4]];
