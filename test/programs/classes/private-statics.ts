// Static fields that are #private: counters of instances, limits that change, memory of the class that holds what varies.

class Body {
  static #made = 0;
  static #heaviest: Body | undefined;
  static #log: string[] = [];
  readonly id = ++Body.#made;

  constructor(
    readonly name: string,
    public mass: number,
  ) {
    Body.#log.push(name);
    if (Body.#heaviest === undefined || mass > Body.#heaviest.mass) Body.#heaviest = this;
  }

  static get made(): number {
    return Body.#made;
  }

  static heaviest(): Body {
    if (Body.#heaviest === undefined) throw new RangeError("there is none");
    return Body.#heaviest;
  }

  static reset(): number {
    const { length } = Body.#log;
    Body.#heaviest = undefined;
    Body.#log = [];
    return length;
  }
}

class Moon extends Body {
  static #share = 0.5;
  static set share(value: number) {
    Moon.#share = Math.min(value, 2);
  }
  static get share(): number {
    return Moon.#share;
  }
  weight(): number {
    return this.mass * Moon.#share;
  }
}

/** What a class keeps for its instances varies, is changed in a loop, and is asked for later. */
class Smoothed {
  static #rate = 1;
  static readonly #scale = 2;
  static #apply(value: number): number {
    return value * Smoothed.#scale;
  }
  static tune(rate: number): void {
    Smoothed.#rate = rate;
  }
  static run(values: readonly number[]): number {
    let state = 0;
    for (const value of values) {
      state += (Smoothed.#apply(value) - state) * Smoothed.#rate;
      Smoothed.#rate *= 0.9;
      if (state > 6) break;
    }
    return state + Smoothed.#rate;
  }
}

export function f(x: number, y: number): number {
  Body.reset();
  const before = Body.made;
  const bodies = [new Body("a", x), new Moon("b", y), new Body("c", x * y)];
  Moon.share = x * y;
  let sum = bodies.reduce((s, b) => s + b.mass * (b.id - before), 0);
  for (const b of bodies) if (b instanceof Moon) sum += b.weight() * Moon.share;
  sum += Body.heaviest().mass ** 2 + (Body.made - before) * x;
  Smoothed.tune(y);
  sum += Smoothed.run([x, y, 2]) * Smoothed.run([1, x]);
  return sum * Body.reset();
}

export const wrt = [0, 1];
export const inputs = [
  [1.3, 0.6],
  [0.4, 0.9],
];
