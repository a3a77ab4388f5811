/** Methods of functions that are known at run time only. */

export function bindFunction(
  fn: (...args: unknown[]) => unknown,
  self: unknown,
  ...given: unknown[]
): (...args: unknown[]) => unknown {
  return (...rest) => fn.call(self, ...given, ...rest);
}

/** Stands for the constructor of a class that has none. */
export function noConstructor(): void {}
