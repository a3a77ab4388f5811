import type { IRFunction } from "../../../../packages/transformer/src/ir/types.js";
import type { Place } from "../places.js";
import { memoryOf } from "./meetings.js";

/** What a tape saves was loaded from a slot that nothing writes to in the rest of the block: it may be loaded again. */
export function isKeptUntilThen({ statement, block, index }: Place, whole: IRFunction): boolean {
  if (statement.kind !== "tapeStore") return false;
  const load = block.find((one) => one.kind === "let" && one.value === statement.value);
  if (load?.kind !== "let" || load.operation.kind !== "load") return false;
  const { aliases, effects } = memoryOf(whole).program;
  const slot = aliases.slotOf(load.operation.base, load.operation.key);
  return block.slice(block.indexOf(load), block.length).every((one, k) => {
    const { writes, accumulates } = effects.of(one);
    return k + block.indexOf(load) === index || !(writes.has(slot) || accumulates.has(slot));
  });
}
