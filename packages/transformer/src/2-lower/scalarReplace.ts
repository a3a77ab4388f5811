import type { Context } from "../context.js";
import type { IRFunction, PrimalFunction } from "../ir/types.js";
import { promoteMemory } from "./scalarReplace/promote.js";
import { splitValues } from "./scalarReplace/splitValues.js";

/** Objects nested deeper than this in one another stay objects. */
const mostRounds = 16;

/**
 * Records, tuples and small array literals that do not escape become scalars: those with one name whatever is done to them,
 * those that flow through branches and loops if nobody writes to them. What was inside one may follow in the next round.
 */
export function scalarReplace(fn: IRFunction, ctx: Context): PrimalFunction {
  if (!ctx.optimizations.scalarReplace) return fn;
  let present = fn;
  for (let round = 0; round < mostRounds; round++) {
    const next = splitValues(promoteMemory(present, ctx.ids), ctx.ids);
    if (next === present) break;
    present = next;
  }
  return present;
}
