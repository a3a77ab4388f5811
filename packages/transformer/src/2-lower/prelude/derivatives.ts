/** A derivative as a function that is a value. */
export function asFunction(derivative: (...args: unknown[]) => unknown): (...args: unknown[]) => unknown {
  return (...args) => derivative(...args);
}
