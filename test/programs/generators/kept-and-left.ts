function* values(x: number): Generator<number> {
  try {
    yield x;
  } finally {
    yield x * x;
  }
}
export function f(x: number, text: string): number {
  let s = 0;
  for (const v of values(x)) s += v;
  for (const v of values(3 * x)) {
    s += 2 * v;
    break;
  }
  const xs = [x, 2 * x, x * x];
  const it = xs[Symbol.iterator]();
  for (const v of it) {
    s += v;
    break;
  }
  for (const v of it) s += v * v;
  const m = new Map([["a", x], ["b", x * x]]);
  const ks = m.values();
  const first = ks.next().value!;
  for (const v of ks) s += v * first;
  return s;
}
export const wrt = 0;
export const inputs = [[1.2, "ab"]];
