import { grad, jvp } from "cotangent";

/** Derivatives that are made of others. They are lowered like the user's functions, with f known. */

type Loss = (...args: any[]) => number;

/** A derivative as a function that is a value. */
export function asFunction(derivative: (...args: unknown[]) => unknown): (...args: unknown[]) => unknown {
  return (...args) => derivative(...args);
}
