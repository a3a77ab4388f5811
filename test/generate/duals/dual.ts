import { Unsuitable } from "./unsuitable.js";

/** A number with its partial derivatives along every direction at once; an empty list stands for zeros. */
export interface Dual {
  readonly kind: "dual";
  readonly v: number;
  readonly d: readonly number[];
}

/** Beyond this an intermediate result may overflow or cancel, and nothing is said about the program. */
const wild = 1e9;

const none: readonly number[] = [];

export const plain = (v: number): Dual => ({ kind: "dual", v, d: none });

/** The input number `index` of `count`. */
export const seeded = (v: number, index: number, count: number): Dual => ({
  kind: "dual",
  v,
  d: Array.from({ length: count }, (_, k) => (k === index ? 1 : 0)),
});

/** A result whose value is given, with a partial for each argument. A zero tangent contributes zero, even times infinity. */
export function chain(v: number, terms: readonly (readonly [partial: number, of: Dual])[]): Dual {
  if (!(Math.abs(v) < wild)) throw new Unsuitable(`a value is ${v}`);
  const active = terms.filter(([, of]) => of.d.length > 0);
  const first = active[0];
  if (first === undefined) return plain(v);
  const d = first[1].d.map((_, k) => {
    let sum = 0;
    for (const [partial, of] of active) {
      const along = of.d[k] ?? 0;
      if (along !== 0 && partial !== 0) sum += partial * along;
    }
    if (!(Math.abs(sum) < wild)) throw new Unsuitable(`a derivative is ${sum}`);
    return sum;
  });
  return { kind: "dual", v, d };
}
