import type { AliasClass } from "../../../../packages/transformer/src/3-analyze/aliases.js";
import { analyzeProgram } from "../../../../packages/transformer/src/3-analyze/program.js";
import { isSum } from "../../../../packages/transformer/src/5-schedule/fuse/isSum.js";
import { keepsToItself } from "../../../../packages/transformer/src/5-schedule/fuse/keepsToItself.js";
import {
  type SharingContext,
  sharingContext,
} from "../../../../packages/transformer/src/5-schedule/fuse/sharingContext.js";
import type { Atom, Carried, For, IRFunction, Statement } from "../../../../packages/transformer/src/ir/types.js";
import { type Memory, mayMeetAcross, memoryOf } from "./meetings.js";

/** A loop whose iterations share sums, products and what does not change: its order is seen in the rounding only. */
export function isFreeOrder(statement: Statement, fn: IRFunction): boolean {
  if (statement.kind !== "for") return false;
  const context = contextOf(fn);
  return (
    statement.carried.every(
      (one) =>
        one.next === one.parameter ||
        (one.next.kind === "constant" && !context.useCounts.has(one.parameter)) ||
        isSum(one, statement.body, context.useCounts) ||
        isProduct(one, statement, context),
    ) &&
    (keepsToItself(statement, statement, context) || sharesOnlySums(statement, memoryOf(fn)))
  );
}

/** What one iteration writes, and does not only add to, no other one names. Nothing is made or called. */
function sharesOnlySums(loop: For, memory: Memory): boolean {
  const { effects } = memory.program;
  const inner = memory.places.filter((place) => place.outer.includes(loop));
  if (inner.some(({ statement }) => !(isAccess(statement) || hasBlocks(statement)))) return false;
  const all = inner
    .filter(({ statement }) => !hasBlocks(statement))
    .map((place) => ({ place, ...effects.of(place.statement) }));
  return all.every((one) =>
    all.every(({ place, writes, reads, accumulates }) => {
      const isFree = !meet(one.writes, writes) && !meet(one.writes, accumulates) && !meet(one.writes, reads);
      return (isFree && !meet(one.accumulates, reads)) || !mayMeetAcross(loop, one.place, place, memory);
    }),
  );
}

const meet = (a: ReadonlySet<AliasClass>, b: ReadonlySet<AliasClass>): boolean => [...a].some((slot) => b.has(slot));

const hasBlocks = ({ kind }: Statement): boolean => kind === "if" || kind === "for" || kind === "note";

function isAccess(statement: Statement): boolean {
  if (statement.kind !== "let") return ["store", "accumulate", "fill"].includes(statement.kind);
  return ["primitive", "load", "tapeLoad", "length"].includes(statement.operation.kind);
}

const contexts = new WeakMap<IRFunction, SharingContext>();

function contextOf(fn: IRFunction): SharingContext {
  const known = contexts.get(fn) ?? sharingContext(fn, analyzeProgram([fn]));
  contexts.set(fn, known);
  return known;
}

/** The product so far times what it does not decide, and it is not asked for beside. */
function isProduct({ parameter, next }: Carried, loop: For, { useCounts }: SharingContext): boolean {
  const leads = (atom: Atom): boolean => {
    if (atom.kind === "constant" || useCounts.get(atom) !== 1) return false;
    if (atom === parameter) return true;
    const definition = loop.body.find((one) => one.kind === "let" && one.value === atom);
    if (definition?.kind !== "let" || definition.operation.kind !== "primitive") return false;
    return definition.operation.name === "mul" && definition.operation.args.some(leads);
  };
  return next !== parameter && leads(next);
}
