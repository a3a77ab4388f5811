import type { IRFunction } from "../../../../packages/transformer/src/ir/types.js";
import { isLinear } from "../own.js";
import type { Place } from "../places.js";
import { memoryOf } from "./meetings.js";
import { isShared } from "./untouched.js";

/**
 * Memory of cotangents or tangents that is left too long. Its length is not asked for, and a slot is stored anew before it is used again,
 * as that of the numbers beside it is: sums would find what was there before.
 */
export function isIdleResize({ statement }: Place, whole: IRFunction): boolean {
  if (statement.kind !== "resize" || statement.atLeast || !isLinear(statement.base)) return false;
  const memory = memoryOf(whole);
  const { aliases, effects } = memory.program;
  const length = aliases.lengthOf(statement.base);
  const slot = aliases.slotOf(statement.base, { kind: "index", index: statement.length });
  if (isShared(length, memory)) return false;
  return memory.places.every(({ statement: one }) => {
    if (["if", "for", "while", "note", "resize"].includes(one.kind)) return true;
    const { reads, accumulates } = effects.of(one);
    return !reads.has(length) && !accumulates.has(slot);
  });
}
