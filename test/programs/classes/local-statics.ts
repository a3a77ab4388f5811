/** Classes inside a function whose static fields, blocks and private statics hold what depends on the input. */
export function f(x: number[]): number {
  let log = 0;
  class Scale {
    static factor = x[0]!;
    static #last = 0;
    static readonly history: number[] = [];
    static {
      Scale.factor *= 2;
      for (const v of x) log += v * Scale.factor;
    }
    static twice = Scale.factor * 2;
    static apply(v: number): number {
      Scale.#last = v * Scale.factor;
      Scale.history.push(Scale.#last);
      return Scale.#last;
    }
    static get last(): number {
      return Scale.#last;
    }
    static set last(v: number) {
      this.#last = v * v;
    }
  }
  class Counter {
    static #count = 0;
    static readonly made: Counter[] = [];
    readonly id: number;
    constructor(readonly v: number) {
      this.id = ++Counter.#count;
      Counter.made.push(this);
    }
    static sum(): number {
      return Counter.made.reduce((s, c) => s + c.v * c.id, Counter.#count);
    }
  }
  class Special extends Counter {
    static readonly weight = Math.exp(x[1]!);
    static label = "special";
    worth(): number {
      return this.v * Special.weight * Special.label.length;
    }
  }
  let s = 0;
  for (const v of x) {
    const c = v > 1 ? new Special(v) : new Counter(v);
    s += Scale.apply(c.v) * c.id + Scale.last;
    if (c instanceof Special) s += c.worth();
    Scale.factor += v;
    Scale.last = v;
    s += Scale.last;
  }
  return s * Counter.sum() + log + Scale.twice * Scale.history[1]!;
}
export const wrt = 0;
export const inputs = [[[1.2, 0.7, 0.9]]];
