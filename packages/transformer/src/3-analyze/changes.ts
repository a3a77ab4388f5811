import { drawnBy } from "../ir/operations.js";
import { reachableFunctions } from "../ir/reachable.js";
import type { IRFunction } from "../ir/types.js";
import { visit } from "../ir/walk.js";
import { analyzeOrigins } from "./origins.js";

/** What a function does with the memory of others, seen by itself: its callers may make one class of what it keeps apart. */
export interface Changes {
  /** It writes into what its arguments hold, or a module. */
  readonly writes: boolean;
  /** What it gives is, or holds, a part of an argument or a module. */
  readonly handsOn: boolean;
}

export function analyzeChanges(fn: IRFunction, functions: ReadonlyMap<number, IRFunction>): Changes {
  const all = [...reachableFunctions(fn, [fn.ref.id, ...functions.keys()], (id) => functions.get(id)).values()];
  const { writesGiven, leadsToGiven } = analyzeOrigins(fn, all);
  return { writes: writesGiven, handsOn: fn.results.some(leadsToGiven) };
}

/** The host code of a function that may give another value when it runs again. A function with a rule is what its rule says. */
export function findDraw(fn: IRFunction, functions: ReadonlyMap<number, IRFunction>): string | undefined {
  const seen = new Set([fn]);
  for (const at of seen) {
    let found: string | undefined;
    visit(at.body, (statement) => {
      if (statement.kind === "let" && statement.value.type.kind !== "undefined") found ??= drawnBy(statement.operation);
      const callee =
        statement.kind === "call" && statement.rule === undefined ? functions.get(statement.callee.id) : undefined;
      if (callee !== undefined) seen.add(callee);
    });
    if (found !== undefined) return found;
  }
  return undefined;
}
