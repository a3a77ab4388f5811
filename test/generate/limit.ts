import { runInThisContext } from "node:vm";

const slot = Symbol.for("cotangent.withinTime");

/** Gives what `run` gives, but throws where it takes too long: a program may loop forever, and so may wrong code. */
export function withinTime<T>(run: () => T, milliseconds = 4000): T {
  const shared = globalThis as unknown as Record<symbol, () => T>;
  shared[slot] = run;
  return runInThisContext('globalThis[Symbol.for("cotangent.withinTime")]()', { timeout: milliseconds }) as T;
}
