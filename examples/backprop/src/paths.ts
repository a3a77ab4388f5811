import type { Stage } from "./chain.js";

/** A derivative, and what it cost. */
export interface Count {
  readonly derivative: number;
  /** Products that were formed: one for each path, or one for each stage. */
  readonly products: number;
  readonly multiplications: number;
}

/** The chain rule as a textbook writes it: one product for each path from start to end, and all of them added. */
export function sumOverPaths(stages: readonly Stage[]): Count {
  let derivative = 0;
  let products = 0;
  let multiplications = 0;
  const path: number[] = [];

  const walk = (depth: number): void => {
    const edges = stages[depth];
    if (edges !== undefined) {
      for (const edge of edges) {
        path.push(edge);
        walk(depth + 1);
        path.pop();
      }
      return;
    }
    let product = 1;
    for (const edge of path) {
      product *= edge;
      multiplications++;
    }
    products++;
    derivative += product;
  };

  walk(0);
  return { derivative, products, multiplications };
}

/** The same sum, factored: (α + β + γ)(δ + ε + ζ)… */
export function factored(stages: readonly Stage[]): Count {
  let derivative = 1;
  let multiplications = 0;
  for (const [alpha, beta, gamma] of stages) {
    derivative *= alpha + beta + gamma;
    multiplications++;
  }
  return { derivative, products: stages.length, multiplications };
}

/** A chain with small integers on its edges, so that every sum and product is exact. */
export const chainOf = (length: number): Stage[] =>
  Array.from({ length }, (_, s): Stage => [1 + (s % 3), 2 - (s % 2), 3 - ((s + 1) % 3)]);
