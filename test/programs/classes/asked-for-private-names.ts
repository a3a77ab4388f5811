// Which class an object is of, asked by a #private name and by instanceof: of literals, of null, of what derives from the class.
class Vector {
  constructor(readonly x: number) {}
  dot(other: Vector): number {
    return this.x * other.x;
  }
}

class Handle {
  #price: number;
  static #made = 0;
  static #factor = 3;
  constructor(price: number) {
    this.#price = price;
    if (Handle.#made === 0) this.#price += 0;
  }
  static owns(other: unknown): other is Handle {
    return typeof other === "object" && other !== null && #price in other;
  }
  times(other: object): number {
    return #price in other ? other.#price * this.#price : this.#price * Handle.#factor;
  }
  get price(): number {
    return this.#price;
  }
}

class Wide extends Handle {
  extra = 2;
}

type Item = Vector | { k: number } | null;
const weigh = (item: Item, x: number): number =>
  item instanceof Vector ? item.dot(new Vector(x * x)) : item === null ? x : item.k * x * x;
const isVector = (item: object): boolean => item instanceof Vector;

export function f(x: number[]): number {
  const items: Item[] = [new Vector(x[0]), { k: x[1] }, null];
  let sum = isVector({ k: x[0] }) ? 1000 * x[1] : 0;
  for (let i = 0; i < 6; i++) sum += weigh(items[i % 3], x[i % 2]) * (i + 1);
  const handles: (Handle | { q: number })[] = [new Handle(x[0]), { q: x[1] }, new Wide(x[0] * x[1])];
  for (const one of handles) sum += Handle.owns(one) ? one.price ** 2 : one.q;
  return sum + new Handle(x[1]).times(new Wide(x[0])) + new Wide(x[1]).times({}) * x[0];
}
export const wrt = 0;
export const inputs = [[[1.3, 0.7]], [[-0.4, 2.1]]];
