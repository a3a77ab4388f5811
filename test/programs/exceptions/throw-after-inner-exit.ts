// A branch that only throws, behind a callback that leaves early: its inner exits are not those of the function.
class Gauge {
  peak = 1;
  constructor(
    readonly level: number,
    readonly items: number[],
  ) {
    this.items.forEach((item) => {
      if (item < 0) return;
      this.peak = Math.max(this.peak, item * level);
    });
  }
}

function check(a: number): number {
  if (a > 1) throw { gauge: new Gauge(a, [a, -a, a * a]), weight: 0.3 };
  return a ? a * a : 0.5;
}

function first(xs: number[], limit: number): number {
  if (limit < 0) {
    let seen = 0;
    search: for (const x of xs) {
      for (let i = 0; i < 3; i++) if (x * i > 1) break search;
      seen += x;
    }
    throw new RangeError(`limit after ${seen > 1}`);
  }
  return xs[0] * limit;
}

export function f(x: number, y: number): number {
  let s = 0;
  for (const v of [x, y, x * y]) {
    try {
      s += check(v) * y;
    } catch (e) {
      const { gauge, weight } = e as { gauge: Gauge; weight: number };
      s += gauge.peak * weight;
    }
  }
  try {
    s += first([x, y], y);
  } catch {
    s *= x;
  }
  return s;
}

export const wrt = [0, 1];
export const inputs = [
  [0.5, 0.7],
  [1.5, -0.4],
  [1.5, 2.3],
];
