/** A number with its partial derivatives along every direction at once; an empty list stands for zeros. */
export interface Dual {
  readonly kind: "dual";
  readonly v: number;
  readonly d: readonly number[];
}

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
  const active = terms.filter(([, of]) => of.d.length > 0);
  const first = active[0];
  if (first === undefined) return plain(v);
  const d = first[1].d.map((_, k) => {
    let sum = 0;
    for (const [partial, of] of active) {
      const along = of.d[k] ?? 0;
      if (along !== 0 && partial !== 0) sum += partial * along;
    }
    return sum;
  });
  return { kind: "dual", v, d };
}
