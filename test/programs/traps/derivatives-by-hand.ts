/** Programs that differentiate by themselves, and structures that are met more than once. */

// A graph of values with a backward sweep.
class Value { grad = 0; back: () => void = () => {}; constructor(readonly data: number, readonly prev: Value[] = []) {}
  mul(o: Value): Value { const out = new Value(this.data * o.data, [this, o]); out.back = () => { this.grad += o.data * out.grad; o.grad += this.data * out.grad; }; return out; }
  add(o: Value): Value { const out = new Value(this.data + o.data, [this, o]); out.back = () => { this.grad += out.grad; o.grad += out.grad; }; return out; }
  backward(): void { const topo: Value[] = []; const seen = new Set<Value>(); const visit = (v: Value): void => { if (seen.has(v)) return; seen.add(v); v.prev.forEach(visit); topo.push(v); }; visit(this); this.grad = 1; for (const v of topo.reverse()) v.back(); } }
function graph(x: number[]): number { const a = new Value(x[0]); const b = new Value(x[1]); const c = a.mul(b).add(a.mul(a)); const d = c.mul(c).add(a); d.backward(); return a.grad * 2 + b.grad; }

// Dual numbers.
type Dual = readonly [number, number];
const dmul = ([a, da]: Dual, [b, db]: Dual): Dual => [a * b, a * db + b * da]; const dsin = ([a, da]: Dual): Dual => [Math.sin(a), Math.cos(a) * da];
function dual(x: number[]): number { const v: Dual = [x[0], 1]; const y = dmul(dsin(dmul(v, [x[1], 0])), v); return y[1] * y[0]; }

// A list reversed in place.
interface Cell { v: number; next: Cell | null }
function linkedList(x: number[]): number { let head: Cell | null = null; for (const v of x) head = { v: v * v, next: head }; let prev: Cell | null = null; while (head) { const n: Cell | null = head.next; head.next = prev; prev = head; head = n; } let s = 0; let w = 1; for (let c = prev; c; c = c.next) { s += c.v * w; w *= c.v; } return s; }

// A subtree that is met twice.
type Tree = { op: "+" | "*"; l: Tree; r: Tree } | { op: "x"; v: number };
const ev = (t: Tree): number => t.op === "x" ? t.v : t.op === "+" ? ev(t.l) + ev(t.r) : ev(t.l) * ev(t.r);
function shared(x: number[]): number { const leaf: Tree = { op: "x", v: x[0] }; const sum: Tree = { op: "+", l: leaf, r: { op: "x", v: x[1] } }; const t: Tree = { op: "*", l: sum, r: { op: "*", l: sum, r: leaf } }; return ev(t); }

// Recursions with memos.
function memoized(x: number[]): number {
  const memo = new Map<number, number>(); const arr: (number | undefined)[] = [];
  const fib = (n: number): number => { if (n < 2) return x[0] * (n + 1); const hit = memo.get(n); if (hit !== undefined) return hit; const r = fib(n - 1) * 0.5 + fib(n - 2) * x[0]; memo.set(n, r); return r; };
  const leg = (n: number): number => { const hit = arr[n]; if (hit !== undefined) return hit; const r = n === 0 ? 1 : n === 1 ? x[0] : ((2 * n - 1) * x[0] * leg(n - 1) - (n - 1) * leg(n - 2)) / n; arr[n] = r; return r; };
  return fib(8) + leg(6) * fib(5);
}

// Two generators that go on together.
function* geo(a: number, r: number): Generator<number> { let v = a; while (true) { yield v; v *= r; } }
function genState(x: number[]): number { const g = geo(x[0], x[1]); const h = geo(x[1], x[0]); let s = 0; for (let i = 0; i < 4; i++) s = s * 0.3 + g.next().value * h.next().value; for (const v of geo(s, 0.5)) { s += v; if (Math.abs(v) < 1) break; } return s; }

export function f(x: number[]): number {
  return graph(x.slice()) + dual(x.slice()) * 0.50 + linkedList(x.slice()) * 0.33 + shared(x.slice()) * 0.25 + memoized(x.slice()) * 0.20 + genState(x.slice()) * 0.17;
}
export const wrt = 0;
export const inputs = [[[0.7,2]],[[-0.4,0.9]]];
