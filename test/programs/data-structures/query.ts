class Query<T> {
  constructor(private readonly items: readonly T[]) {}
  static of<T>(items: readonly T[]): Query<T> { return new Query(items); }
  where(p: (v: T) => boolean): Query<T> { return new Query(this.items.filter(p)); }
  select<U>(g: (v: T, i: number) => U): Query<U> { return new Query(this.items.map(g)); }
  orderBy(key: (v: T) => number): Query<T> { return new Query([...this.items].sort((a, b) => key(a) - key(b))); }
  aggregate<A>(seed: A, g: (acc: A, v: T) => A): A { let acc = seed; for (const v of this.items) acc = g(acc, v); return acc; }
  sum(this: Query<number>): number { return this.aggregate(0, (a, b) => a + b); }
  toArray(): T[] { return [...this.items]; }
}
export const wrt = 0;
export const inputs = [[[1, 2, 0.5, 3]]];
export function f(x: number[]): number {
  const q = Query.of(x).select((v, i) => ({ v, w: v * v + i })).where((p) => p.w > 0.5).orderBy((p) => -p.v);
  const best = q.toArray()[0];
  return q.select((p) => p.w * p.v).sum() + best.v * best.w;
}
