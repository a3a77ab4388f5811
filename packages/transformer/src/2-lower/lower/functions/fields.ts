import type { ts } from "../../../frontend/ts.js";
import type { Atom } from "../../../ir/types.js";
import { lowerArguments, plainArguments } from "../arguments.js";
import { callFunction, isStatement } from "../calls.js";
import { lowerOperand } from "../expressions.js";
import { skipParentheses } from "../operators.js";
import type { Lowering, Operand } from "../state.js";

/** `base.name(…)` where the field holds a function. */
export function callField(
  l: Lowering,
  base: Atom,
  callee: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  node: ts.CallExpression,
): Operand {
  const fn = lowerOperand({ ...l, given: new Map(l.given).set(skipParentheses(callee.expression), base) }, callee);
  const args = plainArguments(l, lowerArguments(l, node.arguments), node);
  return callFunction(l, fn, args, node, isStatement(node), base);
}
