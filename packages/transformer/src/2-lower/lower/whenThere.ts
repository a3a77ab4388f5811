import type { ts } from "../../frontend/ts.js";
import type { Atom } from "../../ir/types.js";
import { isOptionalType } from "./annotations.js";
import { negate } from "./operators.js";
import type { Lowering } from "./state.js";
import { mayBeMissing, test, when } from "./values.js";

// Of undefined and null there is nothing to spread, to assign from, or to go through by key.

/** Whether a value is there; undefined if it is by its type. */
export function presence(l: Lowering, value: Atom, expression: ts.Expression): Atom | undefined {
  if (!mayBeMissing(l, value) || !isOptionalType(l.program.ctx.frontend.typeOf(expression))) return undefined;
  return negate(l, test(l, "isNullish", value));
}

/** What is done with a value, if it is there. */
export function whenThere(l: Lowering, value: Atom, expression: ts.Expression, action: (at: Lowering) => void): void {
  const isThere = presence(l, value, expression);
  if (isThere === undefined) action(l);
  else when(l, isThere, action);
}
