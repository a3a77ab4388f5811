class Counter {
  total = 0;
  add = (v: number): number => { this.total += v; return this.total; };
  handlers: ((v: number) => number)[] = [];
  constructor(k: number) { this.handlers.push(this.add, (v) => this.total * k * v); }
}
export function f(x: number): number {
  const c = new Counter(x), d = new Counter(2);
  const { add } = c;
  [x, 2 * x, 3].forEach(c.add);
  const fs = [c.add, d.add, ...c.handlers];
  let s = 0;
  for (const g of fs) s += g(x * 0.5);
  d.add(add(1));
  return s * d.total + c.total;
}
export const wrt = 0;
export const inputs = [[1.5],[-0.3]];
