class Lazy<T> implements Iterable<T> {
  private constructor(private readonly source: () => Iterator<T>) {}

  static of<T>(items: Iterable<T>): Lazy<T> {
    return new Lazy(() => items[Symbol.iterator]());
  }

  static iterate<T>(seed: T, step: (v: T) => T): Lazy<T> {
    return new Lazy(function* () {
      for (let v = seed; ; v = step(v)) yield v;
    });
  }

  map<U>(g: (v: T, i: number) => U): Lazy<U> {
    const { source } = this;
    return new Lazy(function* () {
      let i = 0;
      const it = source();
      for (let r = it.next(); !r.done; r = it.next()) yield g(r.value, i++);
    });
  }

  filter(keep: (v: T) => boolean): Lazy<T> {
    const self = this;
    return new Lazy(function* () {
      for (const v of self) if (keep(v)) yield v;
    });
  }

  take(n: number): Lazy<T> {
    const self = this;
    return new Lazy(function* () {
      if (n <= 0) return;
      let taken = 0;
      for (const v of self) {
        yield v;
        if (++taken === n) break;
      }
    });
  }

  reduce<U>(g: (acc: U, v: T) => U, initial: U): U {
    let acc = initial;
    for (const v of this) acc = g(acc, v);
    return acc;
  }

  [Symbol.iterator](): Iterator<T> {
    return this.source();
  }
}

export function f(x: number, r: number): number {
  const orbit = Lazy.iterate(x, (v) => r * v * (1 - v))
    .filter((v) => v > 0.3)
    .take(4)
    .map((v, i) => v / (i + 1));
  const total = orbit.reduce((a, v) => a + v, 0);
  const again = orbit.reduce((a, v) => a * v, 1);
  const squares = Lazy.of([x, r, x * r]).map((v) => v * v);
  return total + again + [...squares].reduce((a, b) => a + b, 0);
}

export const wrt = [0, 1];
export const inputs = [
  [0.2, 2.9],
  [0.6, 3.3],
];
