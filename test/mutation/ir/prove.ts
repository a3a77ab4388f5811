import { makesObject } from "../../../packages/transformer/src/ir/operations.js";
import type { Block, IRFunction } from "../../../packages/transformer/src/ir/types.js";
import { visit } from "../../../packages/transformer/src/ir/walk.js";
import type { Place } from "./places.js";
import { isSameFromAnyState } from "./proofs/anyState/sameFromAnyState.js";
import { isFiniteGuard } from "./proofs/finiteGuard.js";
import { whyIdle } from "./proofs/idleAccess.js";
import { isIdleResize } from "./proofs/idleResize.js";
import { isKeptUntilThen } from "./proofs/keptUntilThen.js";
import { isSameWithoutDead } from "./proofs/withoutDead.js";

/** A change of one statement of a function. */
export interface Rewritten {
  readonly kind: string;
  readonly place: Place;
  /** What stands in its place; undefined if it stands elsewhere. */
  readonly after: Block | undefined;
  readonly fn: IRFunction;
  readonly changed: IRFunction;
  /** All that may name what is defined in the function: that with its other half. */
  readonly whole: IRFunction;
}

/** Why nobody can see a change; undefined if that is not proved. What is proved, and seen all the same, shows that a proof is wrong. */
export function prove({ kind, place, after, fn, changed, whole }: Rewritten): string | undefined {
  if (kind === "branch always taken" && isFiniteGuard(place.statement, whole)) return "0 times what is finite";
  const why = after === undefined || runsAgain(place, fn, whole) ? undefined : whyIdle(place, after, whole);
  if (why !== undefined) return why;
  if (kind === "saved after it is overwritten" && isKeptUntilThen(place, whole)) return "not overwritten";
  if (kind === "effect dropped" && isIdleResize(place, whole)) return "of no length that is asked for";
  if (isSameWithoutDead(whole, withChanged(whole, fn, changed))) return "leads nowhere";
  return isSameFromAnyState(place, fn, changed, whole) ? "the same from any state" : undefined;
}

/** The function with its other half, of which one was changed. */
function withChanged(whole: IRFunction, fn: IRFunction, changed: IRFunction): IRFunction {
  const isFirst = whole.body[0] === fn.body[0];
  const others = isFirst ? whole.body.slice(fn.body.length) : whole.body.slice(0, whole.body.length - fn.body.length);
  return { ...whole, body: isFirst ? [...changed.body, ...others] : [...others, ...changed.body] };
}

/** A reverse half may run again, and finds what it has left in memory of the forward one. */
function runsAgain({ statement }: Place, fn: IRFunction, whole: IRFunction): boolean {
  if (fn === whole || statement.kind === "let") return false;
  if (statement.kind !== "store" && statement.kind !== "accumulate") return true;
  let isMade = false;
  visit(fn.body, (one) => {
    if (one.kind === "let" && one.value === statement.base && makesObject(one.operation)) isMade = true;
  });
  return !isMade;
}
