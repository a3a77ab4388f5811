// lodash-like
type Iteratee<T, R> = (value: T, index: number, collection: readonly T[]) => R;
type Key<T> = keyof T & string;
function isFunction(x: unknown): x is (...a: never[]) => unknown { return typeof x === "function"; }
function iteratee<T, R>(f: Iteratee<T, R> | Key<T>): Iteratee<T, R> { return isFunction(f) ? (f as Iteratee<T, R>) : ((o: T) => o[f as Key<T>] as unknown as R); }
function map<T, R>(c: readonly T[], f: Iteratee<T, R> | Key<T>): R[] { const g = iteratee<T, R>(f); const out: R[] = []; for (let i = 0; i < c.length; i++) out.push(g(c[i], i, c)); return out; }
function reduce<T, A>(c: readonly T[], f: (acc: A, v: T, i: number) => A, init: A): A { let acc = init; for (let i = 0; i < c.length; i++) acc = f(acc, c[i], i); return acc; }
function filter<T>(c: readonly T[], p: (v: T) => boolean): T[] { return reduce<T, T[]>(c, (acc, v) => (p(v) ? [...acc, v] : acc), []); }
function groupBy<T>(c: readonly T[], f: (v: T) => string): Record<string, T[]> { return reduce<T, Record<string, T[]>>(c, (acc, v) => { const k = f(v); (acc[k] ??= []).push(v); return acc; }, {}); }
function mapValues<T, R>(o: Record<string, T>, f: (v: T, k: string) => R): Record<string, R> { return reduce<string, Record<string, R>>(Object.keys(o), (acc, k) => { acc[k] = f(o[k], k); return acc; }, {}); }
const sum = (v: readonly number[]) => reduce<number, number>(v, (a, b) => a + b, 0);
const chain = <T>(c: readonly T[]) => ({ map: <R>(f: Iteratee<T, R>) => chain(map(c, f)), filter: (p: (v: T) => boolean) => chain(filter(c, p)), value: () => c });
interface Item { kind: string; w: number; v: number }
export const wrt = 0;
export const inputs = [[[1, 2, 0.5, 3]]];
export function f(x: number[]): number {
  const items: Item[] = map(x, (v, i) => ({ kind: i % 2 ? "a" : "b", w: i + 1, v }));
  const groups = groupBy(items, (i) => i.kind);
  const totals = mapValues(groups, (g) => sum(map(g, (i) => i.v * i.w)));
  return totals.a * totals.b + sum(map<Item, number>(items, "v"));
}
