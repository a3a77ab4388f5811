function* fibonacci(a: number, b: number): Generator<number, void, undefined> {
  while (true) {
    yield a;
    [a, b] = [b, a + b];
  }
}

function* countdown(n: number): Generator<number, void> {
  for (let i = n; i > 0; i--) yield i;
}

function* merge(xs: Iterable<number>, ys: Iterable<number>): Generator<number> {
  const a = xs[Symbol.iterator]();
  const b = ys[Symbol.iterator]();
  let u = a.next();
  let v = b.next();
  while (!u.done || !v.done) {
    if (v.done || (!u.done && u.value <= v.value)) {
      yield u.value;
      u = a.next();
    } else {
      yield v.value;
      v = b.next();
    }
  }
}

export function f(x: number, y: number): number {
  const it = fibonacci(x, y);
  const first = it.next().value as number;
  it.next();
  const third = it.next().value as number;
  let s = first * third;
  const down = countdown(3);
  for (let r = down.next(); !r.done; r = down.next()) s += r.value * x;
  s += down.next().done ? 1 : 0;
  let k = 0;
  for (const v of merge([x, y, 3], [0.5, 2.5])) s += v * ++k;
  return s;
}

export const wrt = [0, 1];
export const inputs = [
  [0.7, 1.9],
  [1.2, 2.7],
];
