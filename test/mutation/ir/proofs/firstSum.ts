import type { IRFunction } from "../../../../packages/transformer/src/ir/types.js";
import type { Place } from "../places.js";
import { asksLength, differ, isOwnSlot, loopsSince, sameKey, slotOf, topSince, zerosAt } from "./slots.js";

/** What is added to a slot that still holds the 0 it was made with may as well be stored there. */
export function isFirstSum(place: Place, fn: IRFunction): boolean {
  const { statement } = place;
  if (statement.kind !== "accumulate") return false;
  const { base, key } = statement;
  const zeros = zerosAt(base, fn);
  if (zeros === undefined) return false;
  const { made, named } = zeros;
  const loops = loopsSince(made, place);
  if (loops.length > 1 || loops.some((loop) => !isOwnSlot(key, loop, fn))) return false;
  const top = topSince(made, place);
  const own = named.find((other) => other.statement === statement);
  return named.every((other) => {
    if (other.statement === statement || asksLength(other.statement)) return true;
    const slot = slotOf(other.statement, base);
    if (slot !== undefined && (!slot.writes || differ(slot.key, key))) return true;
    // What comes later comes too late: a sum for the same slot, and another name of the memory.
    const its = topSince(made, other);
    if (its !== top) return made.block.indexOf(its) > made.block.indexOf(top);
    return slot !== undefined && sameKey(slot.key, key) && own !== undefined && other.at > own.at;
  });
}
