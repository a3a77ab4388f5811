import { ts } from "../../frontend/ts.js";
import { constant } from "../../ir/build.js";
import type { Atom } from "../../ir/types.js";
import { lowerOperand } from "./expressions.js";
import { knowingLeft } from "./narrowing.js";
import { negate, shortCircuit, skipParentheses } from "./operators.js";
import { isFunctionValue, type Lowering } from "./state.js";
import { asBoolean } from "./values.js";

/** The truth of an expression. Of `a > 0 && n % 2` only the truth is asked for, so its sides need not be of one type. */
export function lowerCondition(l: Lowering, expression: ts.Expression): Atom {
  const node = skipParentheses(expression);
  if (ts.isBinaryExpression(node)) {
    const operator = node.operatorToken.kind;
    if (operator === ts.SyntaxKind.AmpersandAmpersandToken || operator === ts.SyntaxKind.BarBarToken) {
      const left = lowerCondition(l, node.left);
      return shortCircuit(l, operator, left, (inner) => lowerCondition(knowingLeft(inner, node), node.right), node);
    }
  }
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    return negate(l, lowerCondition(l, node.operand));
  }
  const operand = lowerOperand(l, expression);
  return isFunctionValue(operand) ? constant(true) : asBoolean(l, operand, expression);
}
