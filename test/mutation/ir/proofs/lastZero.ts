import { isConstant } from "../../../../packages/transformer/src/ir/build.js";
import type { IRFunction } from "../../../../packages/transformer/src/ir/types.js";
import type { Place } from "../places.js";
import { asksLength, differ, isOwnSlot, loopsSince, sameKey, slotOf, topSince, zerosAt } from "./slots.js";

/** A 0 that is stored where nobody looks any more: memory that does not leave the function, and whose slot is not asked for later. */
export function isLastZero(place: Place, fn: IRFunction): boolean {
  const { statement } = place;
  if (statement.kind !== "store" || !isConstant(statement.value, 0)) return false;
  const { base, key } = statement;
  const zeros = zerosAt(base, fn);
  if (zeros === undefined || zeros.isResult) return false;
  const { made, named } = zeros;
  const own = named.find((other) => other.statement === statement)!;
  const loops = loopsSince(made, place);
  if (loops.length > 1) return false;
  const [loop] = loops;
  const top = topSince(made, place);
  return named.every((other) => {
    if (other.statement === statement || asksLength(other.statement)) return true;
    const slot = slotOf(other.statement, base);
    if (slot === undefined) return false;
    if (differ(slot.key, key)) return true;
    const its = topSince(made, other);
    if (its !== top) return made.block.indexOf(its) < made.block.indexOf(top);
    if (loop !== undefined && !(isOwnSlot(key, loop, fn) && sameKey(slot.key, key))) return false;
    return loopsSince(made, other).length === loops.length && other.at < own.at;
  });
}
