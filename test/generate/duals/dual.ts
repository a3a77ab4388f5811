import { Unsuitable } from "./unsuitable.js";

/**
 * A number with its partial derivatives along every direction at once. JavaScript takes it for its value where it compares, indexes or
 * prints, so only arithmetic and identity have to know of it. A number without a derivative is an ordinary one.
 */
export class Dual {
  constructor(
    readonly v: number,
    readonly d: readonly number[],
  ) {}

  valueOf(): number {
    return this.v;
  }

  toString(radix?: number): string {
    return this.v.toString(radix);
  }

  toFixed(digits?: number): string {
    return this.v.toFixed(digits);
  }
}

/** What stands for a number of the program. */
export type Num = number | Dual;

/** Beyond this an intermediate result may overflow or cancel, and nothing is said about the program. */
const wild = 1e9;

export const isNum = (value: unknown): value is Num => typeof value === "number" || value instanceof Dual;

/** The value alone; what is no number stays as it is. */
export const raw = (value: unknown): unknown => (value instanceof Dual ? value.v : value);

/** The input number `index` of `count`. */
export const seeded = (v: number, index: number, count: number): Dual =>
  new Dual(
    v,
    Array.from({ length: count }, (_, k) => (k === index ? 1 : 0)),
  );

export const tangentOf = (value: Num, leaf: number): number => (typeof value === "number" ? 0 : (value.d[leaf] ?? 0));

export type Term = readonly [partial: number, of: Num];

/** A result whose value is given, with a partial for each argument. A zero tangent contributes zero, even times infinity. */
export function chain(v: number, terms: readonly Term[]): Num {
  const active = terms.filter((term): term is readonly [number, Dual] => typeof term[1] !== "number" && term[0] !== 0);
  const first = active[0];
  if (first === undefined) return v;
  if (!(Math.abs(v) < wild)) throw new Unsuitable(`a value is ${v}`);
  const d = first[1].d.map((_, k) => {
    let sum = 0;
    for (const [partial, of] of active) {
      const along = of.d[k] ?? 0;
      if (along !== 0) sum += partial * along;
    }
    if (!(Math.abs(sum) < wild)) throw new Unsuitable(`a derivative is ${sum}`);
    return sum;
  });
  return new Dual(v, d);
}
