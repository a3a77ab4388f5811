import { runInThisContext } from "node:vm";

const shared = globalThis as unknown as { $run: () => unknown };

/** Runs something, and throws if it has not ended after so many milliseconds. */
export function within<T>(limit: number, run: () => T): T {
  shared.$run = run;
  return runInThisContext("globalThis.$run()", { timeout: limit }) as T;
}

/** What a changed program may take if it took so many milliseconds before. */
export const patience = (time: number): number => 2000 + Math.ceil(20 * time);
