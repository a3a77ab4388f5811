// Functions that keep what they have done as properties: counters, memos, the last argument; under two names, in lists, after exceptions.
interface Counted {
  (v: number): number;
  calls: number;
  gain: number;
  last?: number;
  derivative?: (v: number) => number;
}

function counted(gain: number): Counted {
  const fn = ((v: number) => {
    fn.calls++;
    if (v > 3) throw new RangeError("too large");
    fn.last = v;
    return v ** 2 * fn.gain;
  }) as Counted;
  fn.calls = 0;
  fn.gain = gain;
  if (gain > 1) fn.derivative = (v) => 2 * v * fn.gain;
  return fn;
}

function memoize(fn: (n: number) => number) {
  function memoized(n: number): number {
    memoized.misses++;
    const hit = memoized.known.get(n);
    if (hit !== undefined) return hit;
    const value = fn(n);
    memoized.known.set(n, value);
    return value;
  }
  memoized.known = new Map<number, number>();
  memoized.misses = 0;
  return memoized;
}

/** A line with its coefficients beside it, which its own call does not read. */
const line = (slope: number, at0: number) => Object.assign((v: number) => slope * v + at0, { slope, at0 });

/** The function that it is given goes down with it. */
function deepen(depth: number, fn: Counted, x: number): number {
  fn.gain = (fn.gain ?? 1) * x;
  return depth === 0 ? fn.gain : deepen(depth - 1, fn, x + 1) + fn(0.5);
}

export function f(x: number[]): number {
  const first = counted(x[0]!);
  const alias = first;
  alias.gain *= x[1]!;
  let sum = first(x[0]!) + alias(x[1]!);
  try {
    sum += first(x[0]! * 10);
  } catch (e) {
    if (e instanceof RangeError) sum += first.calls * (first.last ?? 1);
  }
  const { gain, last = 1 } = alias;
  first.gain = 0;
  sum += (gain + last) * (first === alias ? 2 : 1) + first(1);
  const all = [first, ...x.map(counted)];
  for (const fn of all) sum += (fn.derivative?.(0.3) ?? x[0]!) * fn(0.2);
  const power = memoize((n) => x[0]! ** n + sum);
  for (const n of [1, 2, 3, 2, 1]) sum += 0.1 * power(n);
  const fit = line(x[0]!, sum);
  fit.slope += x[1]!;
  return fit(2) * fit.slope + fit.at0 * power.misses + deepen(2, ((v) => v * x[1]!) as Counted, x[0]!);
}
export const wrt = 0;
export const inputs = [[[1.2, 0.7]], [[0.5, 1.4]], [[0.2, 0.1]]];
