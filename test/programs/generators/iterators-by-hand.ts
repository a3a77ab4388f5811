class Countdown implements Iterable<number> {
  constructor(private readonly n: number, private readonly x: number) {}
  [Symbol.iterator](): Iterator<number> {
    let i = this.n;
    return {
      next: () => (i > 0 ? { value: this.x * i--, done: false } : { value: undefined as never, done: true }),
    };
  }
}
function range(from: number, to: number, step = 1) {
  return {
    [Symbol.iterator]() {
      let at = from;
      return {
        next(): IteratorResult<number> {
          if (at >= to) return { value: undefined, done: true };
          const value = at;
          at += step;
          return { value, done: false };
        },
      };
    },
  };
}
export function f(x: number, y: number): number {
  let s = 0;
  for (const v of new Countdown(3, x)) s += v * v;
  for (const t of range(0, 1, 0.4)) s += Math.exp(t * y);
  const it = new Countdown(2, y)[Symbol.iterator]();
  let r = it.next();
  while (!r.done) {
    s += r.value ** 2;
    r = it.next();
  }
  return s + [...range(1, 3)].length * x;
}
export const wrt = [0, 1];
export const inputs = [[1.2, 0.3]];
