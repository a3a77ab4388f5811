import { analyzeIntegers } from "../3-analyze/integers.js";
import { analyzeSureBooleans, analyzeSureNumbers } from "../3-analyze/isSure.js";
import type { Context } from "../context.js";
import type { IRFunction, Value } from "../ir/types.js";
import { uses, visit } from "../ir/walk.js";
import { analyzeMemory } from "./simplify/effects.js";
import { removeDead } from "./simplify/removeDead.js";
import { rewriteFunction } from "./simplify/rewrite.js";
import { createRewriting } from "./simplify/rewriting.js";

export interface SimplifyOptions {
  /** Stores into tangent and cotangent memory count as seen from outside. */
  readonly keepLinearMemory?: boolean;
  /** What may throw is there for its own sake. */
  readonly keepExceptions?: boolean;
}

/** Each round needs the last one's replacements; more than this many never gained anything. */
const mostRounds = 10;

/**
 * Folding, copies, common subexpressions and loads, known conditions, carried values, dead code and dead memory, until
 * nothing changes. Works on every SSA stage; the primal keeps its bits, linear values obey the laws of real numbers.
 */
export function simplify(fn: IRFunction, ctx: Context, options: SimplifyOptions = {}): IRFunction {
  const full = ctx.optimizations.simplify;
  let present = fn;
  for (let round = 0; round < mostRounds; round++) {
    const memory = analyzeMemory(present);
    const state = createRewriting(ctx.ids, memory, full, countUses(present), {
      isInteger: analyzeIntegers(present),
      isSureBoolean: analyzeSureBooleans(present),
      isSureNumber: analyzeSureNumbers(present),
    });
    present = rewriteFunction(present, state);
    let changes = state.changes;
    if (full) {
      const { keepLinearMemory = false, keepExceptions = false } = options;
      const live = removeDead(present, memory, { keepLinearMemory, keepExceptions });
      present = live.fn;
      changes += live.removed;
    }
    if (changes === 0) break;
  }
  return present;
}

function countUses(fn: IRFunction): ReadonlyMap<Value, number> {
  const counts = new Map<Value, number>();
  const count = (value: Value): void => {
    counts.set(value, (counts.get(value) ?? 0) + 1);
  };
  visit(fn.body, (statement) => {
    for (const atom of uses(statement)) if (atom.kind === "value") count(atom);
  });
  for (const atom of fn.results) if (atom.kind === "value") count(atom);
  return counts;
}
