/** Where all randomness comes from. */
export interface Choices {
  /** An integer from 0 to n - 1. */
  readonly below: (n: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly one: <T>(items: readonly [T, ...T[]]) => T;
  /** One of the items; undefined if there is none. */
  readonly maybe: <T>(items: readonly T[]) => T | undefined;
  /** One of the alternatives, more often those of more weight. */
  readonly weighted: <T>(items: readonly (readonly [weight: number, item: T])[]) => T;
}

export function createChoices(below: (n: number) => number): Choices {
  const maybe = <T>(items: readonly T[]): T | undefined => items[below(Math.max(items.length, 1))];
  return {
    below,
    chance: (probability) => below(1000) < probability * 1000,
    one: (items) => maybe(items) ?? items[0],
    maybe,
    weighted: (items) => {
      let rest = below(items.reduce((sum, [weight]) => sum + weight, 0));
      for (const [weight, item] of items) {
        if (rest < weight) return item;
        rest -= weight;
      }
      throw new Error("nothing to choose from");
    },
  };
}
