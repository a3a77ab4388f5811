import { ts } from "../../frontend/ts.js";
import { isStraight, isStraightTo } from "./lifetimes.js";
import { skipParentheses } from "./operators.js";
import { assignedNames } from "./scope.js";
import type { Lowering } from "./state.js";

/** `typeof x`, or a name that was given to it while x was what it still is: `var t = typeof x; … t === "number"`. */
export function typeQuestion({ program }: Lowering, expression: ts.Expression): ts.TypeOfExpression | undefined {
  const node = skipParentheses(expression);
  if (ts.isTypeOfExpression(node)) return node;
  if (!ts.isIdentifier(node) || (node.flags & ts.NodeFlags.JavaScriptFile) === 0) return undefined;
  const declaration = program.ctx.frontend.declarationOf(node);
  if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return undefined;
  const { initializer } = declaration;
  const home = isStraightTo(declaration, node);
  if (initializer === undefined || home === undefined || !ts.isTypeOfExpression(initializer)) return undefined;
  const asked = initializer.expression;
  if (!ts.isIdentifier(asked) || initializer.end > node.pos) return undefined;
  const assigned = assignedNames(program, home);
  const isElsewhen = (place: ts.Node): boolean =>
    isStraight(home, place) && (place.end < initializer.pos || place.pos > node.end);
  return (assigned.get(node.text) ?? []).length === 0 && (assigned.get(asked.text) ?? []).every(isElsewhen)
    ? initializer
    : undefined;
}
