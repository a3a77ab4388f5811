const makeAdam = (lr: number) => { let m = 0, v = 0, t = 0; return { step(g: number) { t++; m = 0.9 * m + 0.1 * g; v = 0.99 * v + 0.01 * g * g; return (lr * (m / (1 - 0.9 ** t))) / (Math.sqrt(v / (1 - 0.99 ** t)) + 1e-8); }, get count() { return t; } }; };
const memoize = (g: (k: number) => number) => { const c = new Map<number, number>(); return (k: number) => { if (!c.has(k)) c.set(k, g(k)); return c.get(k)!; }; };
const counter = (start: number) => { let n = start; return { inc: (by = 1) => (n += by), get: () => n }; };
export function f(x: number, y: number): number {
  const opt = makeAdam(y), other = makeAdam(y * 2);
  let p = x;
  for (let i = 0; i < 4; i++) { p -= opt.step(2 * p + y); if (i % 2) p += other.step(p * p); }
  const slow = memoize((k) => Math.sin(k * x) * y);
  const c = counter(x), d = counter(y);
  c.inc(); c.inc(y); d.inc(c.get());
  const fs = [c.inc, d.inc];
  for (const g of fs) g(x * y);
  const { get } = c;
  return p + slow(1) * slow(2) + slow(1) + get() * d.get() + opt.count;
}
export const wrt = [0, 1];
export const inputs = [[0.5, 0.3], [1.4, 0.2]];
