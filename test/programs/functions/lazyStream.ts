type Stream = { head: number; tail: () => Stream } | null;
const cons = (head: number, tail: () => Stream): Stream => ({ head, tail });
const from = (x: number, step: (v: number) => number): Stream => cons(x, () => from(step(x), step));
const map = (s: Stream, g: (v: number) => number): Stream => (s === null ? null : cons(g(s.head), () => map(s.tail(), g)));
const zipWith = (a: Stream, b: Stream, g: (x: number, y: number) => number): Stream => (a === null || b === null ? null : cons(g(a.head, b.head), () => zipWith(a.tail(), b.tail(), g)));
const take = (s: Stream, n: number): number[] => { const out: number[] = []; for (let at = s; at !== null && out.length < n; at = at.tail()) out.push(at.head); return out; };
export const wrt = 0;
export const inputs = [[0.7]];
export function f(x: number): number {
  const powers = from(1, (v) => v * x);
  const shifted = map(powers, (v) => v + 1);
  return take(zipWith(powers, shifted, (p, q) => p * q), 5).reduce((s, v) => s + v, 0);
}
