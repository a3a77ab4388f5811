import type { ProgramAnalysis } from "../3-analyze/program.js";
import type { Context } from "../context.js";
import type { Block, For, IRFunction } from "../ir/types.js";
import { blocks, withBlocks } from "../ir/walk.js";
import { isSum } from "./fuse/isSum.js";
import { keepsToItself } from "./fuse/keepsToItself.js";
import { type SharingContext, sharingContext } from "./fuse/sharingContext.js";

/** A reverse loop whose iterations share only sums runs in the order of the loop that it mirrors, as a reader would write it. */
export function ascend(fn: IRFunction, program: ProgramAnalysis, ctx: Context): IRFunction {
  if (!ctx.optimizations.fuse) return fn;
  return { ...fn, body: ascendBlock(fn.body, sharingContext(fn, program)) };
}

function ascendBlock(block: Block, context: SharingContext): Block {
  return block.map((statement) => {
    const inner = withBlocks(
      statement,
      blocks(statement).map((body) => ascendBlock(body, context)),
    );
    if (statement.kind !== "for" || inner.kind !== "for") return inner;
    return statement.order === "descending" && isFree(statement, context) ? { ...inner, order: "ascending" } : inner;
  });
}

const isFree = (loop: For, context: SharingContext): boolean =>
  loop.carried.every((carried) => isSum(carried, loop.body, context.useCounts)) && keepsToItself(loop, loop, context);
