import type { IRFunction } from "../../../packages/transformer/src/ir/types.js";
import { visit } from "../../../packages/transformer/src/ir/walk.js";
import type { Place } from "./places.js";
import { isFiniteGuard } from "./proofs/finiteGuard.js";
import { isFirstSum } from "./proofs/firstSum.js";
import { isLastZero } from "./proofs/lastZero.js";

const otherZeros: ReadonlySet<string> = new Set(["zeroing dropped", "constant", "another value", "store adds"]);

/** Why nobody can see a change; undefined if that is not proved. What is proved, and seen all the same, shows that a proof is wrong. */
export function prove(kind: string, place: Place, fn: IRFunction, whole: IRFunction): string | undefined {
  if (kind === "accumulate stores" && isMadeIn(fn, place) && isFirstSum(place, whole)) return "the first sum";
  if (otherZeros.has(kind) && isMadeIn(fn, place) && isLastZero(place, whole)) return "not asked for later";
  if (kind === "branch always taken" && isFiniteGuard(place.statement, whole)) return "0 times what is finite";
  return undefined;
}

/** A reverse half may run again, and finds what it has left in memory of the forward one. */
function isMadeIn(fn: IRFunction, { statement }: Place): boolean {
  if (statement.kind !== "store" && statement.kind !== "accumulate") return false;
  let isMade = false;
  visit(fn.body, (one) => {
    if (one.kind === "let" && one.value === statement.base) isMade = true;
  });
  return isMade;
}
