import { analyzeProgram } from "../../../../packages/transformer/src/3-analyze/program.js";
import { isSum } from "../../../../packages/transformer/src/5-schedule/fuse/isSum.js";
import { keepsToItself } from "../../../../packages/transformer/src/5-schedule/fuse/keepsToItself.js";
import {
  type SharingContext,
  sharingContext,
} from "../../../../packages/transformer/src/5-schedule/fuse/sharingContext.js";
import { sameAtom } from "../../../../packages/transformer/src/ir/build.js";
import type { Carried, For, IRFunction, Statement } from "../../../../packages/transformer/src/ir/types.js";

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
    ) && keepsToItself(statement, statement, context)
  );
}

const contexts = new WeakMap<IRFunction, SharingContext>();

function contextOf(fn: IRFunction): SharingContext {
  const known = contexts.get(fn) ?? sharingContext(fn, analyzeProgram([fn]));
  contexts.set(fn, known);
  return known;
}

/** `p * c` with what the loop does not change, where the product so far is not asked for. */
function isProduct({ parameter, next }: Carried, loop: For, { useCounts }: SharingContext): boolean {
  if (next.kind === "constant" || useCounts.get(parameter) !== 1 || useCounts.get(next) !== 1) return false;
  const definition = loop.body.find((one) => one.kind === "let" && one.value === next);
  if (definition?.kind !== "let" || definition.operation.kind !== "primitive" || definition.operation.name !== "mul")
    return false;
  return definition.operation.args.some((arg) => sameAtom(arg, parameter));
}
