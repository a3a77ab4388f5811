import type { ts } from "../../frontend/ts.js";
import { isReference, newScope } from "../../ir/build.js";
import type { Atom } from "../../ir/types.js";
import { makeError } from "./errors.js";
import type { Activation, Lowering } from "./state.js";
import { inBlock } from "./state.js";
import { raise } from "./throws.js";
import { mayBeMissing, test, typeOf } from "./values.js";

/**
 * Reading a property of undefined throws. Where a `catch` would be reached by nothing else, that is tested for before, so that the
 * exception is a jump like any other; elsewhere it leaves the program.
 */
export function guardBase(l: Lowering, base: Atom, name: string, node: ts.Node): void {
  if (base.kind === "constant" || !isReference(typeOf(base)) || !mayBeMissing(l, base)) return;
  l.activation.isFragile = true;
  if (!isWatched(l)) return;
  const condition = test(l, "isNullish", base);
  const then = inBlock(l, (inner) => {
    const text = `Cannot read properties of undefined (reading ${name})`;
    raise(inner, makeError(inner, `new TypeError(${JSON.stringify(text)})`, []), node);
  });
  l.out.push({
    kind: "if",
    scope: newScope(l.program.ctx.ids),
    condition,
    then,
    else: [],
    results: [],
    span: undefined,
  });
}

/** Whether the innermost `catch` is one that only such exceptions can reach. */
export const isWatched = (l: Lowering): boolean =>
  l.handlers.findLast((handler) => handler.kind === "catch")?.watches === true;

/** Whether the function, or one that it calls, reads a property of what may be missing. */
export function isFragile(activation: Activation, seen = new Set<Activation>()): boolean {
  if (activation.isFragile) return true;
  if (seen.has(activation)) return false;
  seen.add(activation);
  return activation.calls.some(({ callee }) => isFragile(callee, seen));
}
