import { grad } from "cotangent";

/** The weights of three parallel edges that lead from one value to the next. */
export type Stage = readonly [alpha: number, beta: number, gamma: number];

/** A chain of stages: X → Y along α, β and γ, Y → Z along δ, ε and ζ, and so on. */
export function chain(x: number, stages: readonly Stage[]): number {
  for (const [alpha, beta, gamma] of stages) x = alpha * x + beta * x + gamma * x;
  return x;
}

/** The derivative of the chain's end by its start. */
export const chainGradient = grad(chain);
