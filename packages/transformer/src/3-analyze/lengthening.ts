import { isConstant } from "../ir/build.js";
import type { Block, Operation, Resize, Value } from "../ir/types.js";
import { visit } from "../ir/walk.js";

/** The resizes that can only lengthen: `length at least n`, and `length = length + n` as a push makes it. */
export function analyzeLengthening(body: Block): (resize: Resize) => boolean {
  const operations = new Map<Value, Operation>();
  visit(body, (statement) => {
    if (statement.kind === "let") operations.set(statement.value, statement.operation);
  });
  return ({ base, length, atLeast }) => {
    if (atLeast) return true;
    const sum = length.kind === "value" ? operations.get(length) : undefined;
    if (sum?.kind !== "primitive" || sum.name !== "add") return false;
    const [before, more] = sum.args;
    const measured = before?.kind === "value" ? operations.get(before) : undefined;
    const isMore = more !== undefined && isConstant(more) && typeof more.value === "number" && more.value >= 0;
    return isMore && measured?.kind === "length" && measured.base === base;
  };
}
