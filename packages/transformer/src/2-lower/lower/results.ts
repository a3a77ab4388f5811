import type { Atom } from "../../ir/types.js";
import { visit } from "../../ir/walk.js";
import type { Activation, Closure, Lowering } from "./state.js";
import { mayBeMissing } from "./values.js";

// One lowered function serves all calls of its kind. What each of its ways gives is known of what a call gives.

/** Takes over what is known of what a function returns: whether it may be missing, and of which class it is. */
export function knowResult(l: Lowering, { constructs }: Closure, activation: Activation, result: Atom): void {
  if (constructs !== undefined && activation.outcome === undefined) {
    l.program.exact.set(result, [constructs]);
    return;
  }
  const returned = returnedBy(activation);
  if (returned.length === 0 || returned.some((value) => mayBeMissing(l, value))) {
    l.program.elements.add(result);
    return;
  }
  const classes = returned.map((value) => l.program.exact.get(value) ?? []);
  if (classes.every((some) => some.length > 0)) l.program.exact.set(result, [...new Set(classes.flat())]);
}

/** All that a function returns; none if it is still being lowered. */
function returnedBy(activation: Activation): readonly Atom[] {
  if (activation.outcome !== undefined || activation.isRunning) return [];
  const returned: Atom[] = [];
  visit(activation.body, (statement) => {
    if (statement.kind === "exit" && statement.exit === "return" && statement.value !== undefined)
      returned.push(statement.value);
  });
  return returned;
}
