class Control {
  #level = 0;
  static get unit(): number {
    return 2;
  }
  get level(): number {
    return this.#level;
  }
  set level(v: number) {
    this.#level = v * 2;
  }
}

class Limited extends Control {
  constructor(private readonly max: number) {
    super();
  }
  override get level(): number {
    return super.level + 1;
  }
  override set level(v: number) {
    super.level = v > this.max ? this.max : v;
  }
}

class Logarithmic extends Limited {
  static override get unit(): number {
    return super.unit * 3;
  }
  override get level(): number {
    return Math.log(super.level);
  }
  override set level(v: number) {
    super.level = Math.exp(v);
    super.level += 0.25;
    super.level++;
  }
  bump(by: number): number {
    super.level *= 1 + by;
    return (this.level = by);
  }
}

export function f(x: number[]): number {
  const controls: Control[] = [new Limited(x[2]!), new Logarithmic(x[0]! * 9), new Control()];
  let s = 0;
  for (const v of x)
    for (const c of controls) {
      c.level = v;
      s += c.level ** 2 * Logarithmic.unit;
      if (c instanceof Logarithmic) s += c.bump(v) * c.level;
      c.level += 0.1 * v;
      s += Math.sin(c.level);
    }
  return s;
}
export const wrt = 0;
export const inputs = [[[1.2, 0.7, 0.9]]];
