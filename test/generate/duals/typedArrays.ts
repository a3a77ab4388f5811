import { Unsuitable } from "./unsuitable.js";

/** What the library says of the statics of `Array` does not hold for a class without a parameter. */
const Base = Array as unknown as new () => unknown[];

/** `Float64Array` of a rewritten program: an array of a fixed length, whose views share its numbers. */
export class Floats extends Base {
  constructor(from: unknown = 0, offset?: unknown) {
    super();
    if (offset !== undefined || from instanceof ArrayBuffer) throw new Unsuitable("a view of a buffer");
    const items = typeof from === "object" && from !== null && Symbol.iterator in from ? [...(from as unknown[])] : [];
    const length = items.length > 0 || typeof from === "object" ? items.length : Number(from);
    for (let k = 0; k < length; k++) this[k] = k in items ? items[k] : 0;
  }

  static from(source: Iterable<unknown> | ArrayLike<unknown>, map?: (item: unknown, k: number) => unknown): Floats {
    return new Floats(map === undefined ? Array.from(source) : Array.from(source, map));
  }

  static of(...items: unknown[]): Floats {
    return new Floats(items);
  }

  set(source: Iterable<unknown>, offset: unknown = 0): void {
    for (const [k, item] of [...source].entries()) this[Number(offset) + k] = item;
  }

  override sort(compare: (a: unknown, b: unknown) => number = (a, b) => Number(a) - Number(b)): this {
    return super.sort(compare);
  }

  subarray(begin: unknown = 0, end: unknown = this.length): Floats {
    const clamp = (at: number): number => (at < 0 ? Math.max(0, this.length + at) : Math.min(at, this.length));
    const from = clamp(Number(begin));
    const isIndex = (key: string | symbol): key is string => typeof key === "string" && /^\d+$/.test(key);
    return new Proxy(new Floats(Math.max(0, clamp(Number(end)) - from)), {
      get: (target, key, receiver) => (isIndex(key) ? this[Number(key) + from] : Reflect.get(target, key, receiver)),
      set: (target, key, value) => {
        if (!isIndex(key)) return Reflect.set(target, key, value);
        if (Number(key) < target.length) this[Number(key) + from] = value;
        return true;
      },
    });
  }
}
