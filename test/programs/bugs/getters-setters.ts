class Meter {
  reads = 0;
  #v: number;
  static total = 0;
  constructor(v: number) { this.#v = v; }
  get value(): number { this.reads++; return this.#v * this.reads; }
  set value(n: number) { this.#v = n * 2; this.reads = 0; }
  get doubled() { return this.value + this.value; }
}
export function f(x: number[]): number {
  const m = new Meter(x[0]);
  const a = m.value + m.value * x[1];
  m.value += x[2];
  m.value *= m.value;
  const o = { n: x[1], get twice() { return (this.n *= 1.5) * 2; }, set twice(v: number) { this.n = v + x[0]; } };
  o.twice = o.twice + o.twice;
  const c = { ...o };
  return a + m.doubled * 0.1 + o.twice + c.n * c.twice + m.reads;
}
export const wrt = 0;
export const inputs = [[[0.5, 1.1, -0.7]]];
