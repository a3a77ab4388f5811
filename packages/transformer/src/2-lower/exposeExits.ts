import { constant, type Ids, letValue, newLabel, newScope, newVariable } from "../ir/build.js";
import type { Block, Exit, If, LabelId, Loop, Statement } from "../ir/types.js";
import { blocks, withBlocks } from "../ir/walk.js";
import { fallsThrough, isLeft } from "./lower/ending.js";

/**
 * An exception that is caught may leave in the middle of an expression: out of a branch that has a value, or out of a loop's condition
 * or update. Such a branch assigns a variable instead, and such a loop has all its parts in its body.
 */
export const exposeExits = (block: Block, ids: Ids): Block => expose(block, ids, isLeft);

/** The same for the blocks that `isLeft` names. */
export function expose(block: Block, ids: Ids, isLeft: (block: Block) => boolean): Block {
  return block.flatMap((statement): Block => {
    const inner = withBlocks(
      statement,
      blocks(statement).map((part) => expose(part, ids, isLeft)),
    );
    if (inner.kind === "if" && inner.results.length > 0) {
      const isExit = isLeft(inner.then) || isLeft(inner.else) || isCut(inner, "then") || isCut(inner, "else");
      if (isExit) return withVariables(inner, ids);
    }
    if (inner.kind === "loop" && (isLeft(inner.condition.block) || isLeft(inner.update))) {
      return [withPartsInBody(inner, ids)];
    }
    return [inner];
  });
}

/** A side that throws before it has its value. */
const isCut = (branch: If, side: "then" | "else"): boolean =>
  !fallsThrough(branch[side]) && branch.results.some((result) => result[side].kind === "value");

function withVariables(branch: If, ids: Ids): Block {
  const results = branch.results.map((result) => ({
    ...result,
    variable: newVariable(ids, result.value.name ?? "result", result.value.type),
  }));
  const assigns = (side: "then" | "else"): Block =>
    results.map((result) => ({ kind: "assign", variable: result.variable, value: result[side], span: undefined }));
  return [
    {
      ...branch,
      then: [...branch.then, ...assigns("then")],
      else: [...branch.else, ...assigns("else")],
      results: [],
    },
    ...results.map(({ value, variable }) => letValue(value, { kind: "read", variable })),
  ];
}

function withPartsInBody(loop: Loop, ids: Ids): Loop {
  const { condition, label, span } = loop;
  const again = newLabel(ids);
  const stop: Statement = { kind: "exit", exit: "break", label, value: undefined, span };
  const test: Statement = {
    kind: "if",
    scope: newScope(ids),
    condition: condition.test,
    then: [],
    else: [stop],
    results: [],
    span: undefined,
  };
  const tested: Block = [...condition.block, test];
  const body: Block = [{ kind: "labelled", label: again, body: withBreaks(loop.body, label, again) }, ...loop.update];
  return {
    ...loop,
    condition: { block: [], test: constant(true) },
    body: loop.testFirst ? [...tested, ...body] : [...body, ...tested],
    update: [],
    testFirst: true,
  };
}

/** `continue` of the loop becomes a `break` of the block. */
function withBreaks(block: Block, loop: LabelId, again: LabelId): Block {
  return block.map((statement) => {
    if (statement.kind === "exit" && statement.exit === "continue" && statement.label === loop) {
      return { ...statement, exit: "break", label: again } satisfies Exit;
    }
    return withBlocks(
      statement,
      blocks(statement).map((part) => withBreaks(part, loop, again)),
    );
  });
}
