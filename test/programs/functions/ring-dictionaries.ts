/** Generic ring interface passed as dictionary; matrix power; polynomials over ring. */
interface Ring<T> { zero: T; one: T; add(a: T, b: T): T; mul(a: T, b: T): T }
const R: Ring<number> = { zero: 0, one: 1, add: (a, b) => a + b, mul: (a, b) => a * b };
type Dual = { v: number; d: number };
const D: Ring<Dual> = { zero: { v: 0, d: 0 }, one: { v: 1, d: 0 }, add: (a, b) => ({ v: a.v + b.v, d: a.d + b.d }), mul: (a, b) => ({ v: a.v * b.v, d: a.d * b.v + a.v * b.d }) };
const matRing = <T>(r: Ring<T>, n: number): Ring<T[][]> => ({
  zero: Array.from({ length: n }, () => Array.from({ length: n }, () => r.zero)),
  one: Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? r.one : r.zero))),
  add: (a, b) => a.map((row, i) => row.map((v, j) => r.add(v, b[i]![j]!))),
  mul: (a, b) => a.map((row) => b[0]!.map((_, j) => row.reduce((s, v, k) => r.add(s, r.mul(v, b[k]![j]!)), r.zero))),
});
const power = <T>(r: Ring<T>, x: T, n: number): T => { let acc = r.one, base = x; for (; n > 0; n >>= 1) { if (n & 1) acc = r.mul(acc, base); base = r.mul(base, base); } return acc; };
export function f(a: number, b: number): number {
  const m = power(matRing(R, 2), [[a, b], [0.3, 0.2]], 5);
  const dual = power(matRing(D, 2), [[{ v: a, d: 1 }, { v: b, d: 0 }], [{ v: 0.3, d: 0 }, { v: a * b, d: b }]], 3);
  return m[0]![1]! + dual[0]![0]!.d * power(R, a, 6) + dual[1]![1]!.v;
}
export const wrt = [0, 1];
export const inputs = [[0.7, 1.2]];
