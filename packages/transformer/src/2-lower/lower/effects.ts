import { spanOf } from "../../frontend/frontend.js";
import { ts } from "../../frontend/ts.js";
import { newScope } from "../../ir/build.js";
import { lowerCondition } from "./conditions.js";
import { lowerOperand } from "./expressions.js";
import { skipParentheses } from "./operators.js";
import { inBlock, type Lowering } from "./state.js";

/** An expression whose value nobody asks for: `x > 0 && (s += x)` and `a ? f() : g()` are branches. */
export function lowerEffect(l: Lowering, expression: ts.Expression): void {
  const node = skipParentheses(expression);
  if (ts.isConditionalExpression(node)) {
    branch(l, node, node.condition, node.whenTrue, node.whenFalse);
    return;
  }
  if (ts.isBinaryExpression(node)) {
    switch (node.operatorToken.kind) {
      case ts.SyntaxKind.CommaToken:
        lowerEffect(l, node.left);
        lowerEffect(l, node.right);
        return;
      case ts.SyntaxKind.AmpersandAmpersandToken:
        branch(l, node, node.left, node.right, undefined);
        return;
      case ts.SyntaxKind.BarBarToken:
        branch(l, node, node.left, undefined, node.right);
        return;
    }
  }
  lowerOperand(l, expression);
}

function branch(
  l: Lowering,
  node: ts.Expression,
  test: ts.Expression,
  whenTrue: ts.Expression | undefined,
  whenFalse: ts.Expression | undefined,
): void {
  const condition = lowerCondition(l, test);
  const side = (expression: ts.Expression | undefined) =>
    inBlock(l, (inner) => {
      if (expression !== undefined) lowerEffect(inner, expression);
    });
  const then = side(whenTrue);
  const otherwise = side(whenFalse);
  const scope = newScope(l.program.ctx.ids);
  l.out.push({ kind: "if", scope, condition, then, else: otherwise, results: [], span: spanOf(node) });
}
