class Pool {
  inUse = 0;
  weight = 0;

  *lease(values: number[]): Generator<number, number, number | undefined> {
    this.inUse++;
    let given = 0;
    try {
      for (const v of values) {
        const back = yield v * this.inUse;
        given += back ?? v;
      }
      return given;
    } finally {
      this.inUse--;
      this.weight += given;
    }
  }
}

function* guarded(x: number): Generator<number, number> {
  let level = x;
  while (true) {
    try {
      yield level;
      level *= 2;
    } catch (e) {
      if (e instanceof RangeError) return level;
      level = (e as { to: number }).to;
    }
  }
}

export function f(x: number, y: number): number {
  const pool = new Pool();
  let s = 0;
  for (const v of pool.lease([x, y, x * y])) {
    s += v;
    if (v > 1) break;
  }
  const a = pool.lease([x, y]);
  const b = pool.lease([y, x]);
  s += a.next().value * 2;
  s += b.next().value * 3;
  s += a.next(5 * x).value;
  const closed = a.return(y);
  s += closed.value * 7;
  s += b.next().value * 11;
  s += b.next(y * y).value;
  const g = guarded(x);
  g.next();
  s += g.next().value;
  s += g.throw({ to: y * 3 }).value;
  const end = g.throw(new RangeError("end"));
  return s + (end.done ? end.value * y : 0) + pool.weight + pool.inUse;
}

export const wrt = [0, 1];
export const inputs = [
  [0.8, 1.4],
  [1.7, 0.3],
];
