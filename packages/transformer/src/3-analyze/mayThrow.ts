import { isReference } from "../ir/build.js";
import { callsUserCode, hostText, isAttempt } from "../ir/operations.js";
import type { IRFunction, Let } from "../ir/types.js";
import { visit } from "../ir/walk.js";
import { analyzeBounds } from "./bounds.js";

/** Whether functions may leave with an exception of their own, or one of the host's. */
export const mayThrow = (functions: readonly IRFunction[]): boolean =>
  functions.some(({ body }) => {
    let found = false;
    visit(body, (statement) => {
      found ||= statement.kind === "throw" || (statement.kind === "let" && isHostCall(statement));
    });
    return found;
  });

/**
 * Whether a function may read an object at an index where there is none: what is read of undefined then throws, also in the reverse
 * sweep, and also if only that needs it. What a type says may be missing is asked for before.
 */
export function readsBeyond(fn: IRFunction): boolean {
  const bounds = analyzeBounds(fn);
  let found = false;
  visit(fn.body, (statement) => {
    if (statement.kind !== "let" || statement.operation.kind !== "load" || !isReference(statement.value.type)) return;
    const { base, key } = statement.operation;
    if (key.kind === "index" && base.kind === "value")
      found ||= !bounds.isFromZero(key.index) || !bounds.isBelowLength(key.index, base);
  });
  return found;
}

/** The helpers of the runtime, and the console, do not throw. */
function isHostCall({ operation }: Let): boolean {
  if (operation.kind !== "opaque") return false;
  if (isAttempt(operation.text) || callsUserCode(operation)) return true;
  return operation.imports === undefined && operation.isPure !== true && !/^console\./.test(hostText(operation));
}
