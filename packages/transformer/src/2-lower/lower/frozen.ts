import { ts } from "../../frontend/ts.js";
import { skipParentheses } from "./operators.js";
import { isAssignment } from "./scope.js";
import { type Lowering, refuse } from "./state.js";

const mutators: ReadonlySet<string> = new Set([
  "copyWithin",
  "fill",
  "pop",
  "push",
  "reverse",
  "shift",
  "sort",
  "splice",
  "unshift",
]);

/** In JavaScript a write to what `Object.freeze` gave throws: one behind a cast, by the name that it was given, is refused. */
export function refuseFrozenWrites(l: Lowering, call: ts.CallExpression): void {
  const name = constantOf(call);
  if (name === undefined) return;
  const isIt = (node: ts.Expression): boolean => {
    const inner = skipParentheses(node);
    return ts.isIdentifier(inner) && inner.text === name.text;
  };
  const isPart = (node: ts.Expression): boolean => {
    const inner = skipParentheses(node);
    return (ts.isPropertyAccessExpression(inner) || ts.isElementAccessExpression(inner)) && isIt(inner.expression);
  };
  const writes = (node: ts.Node): boolean => {
    if (ts.isBinaryExpression(node)) return isAssignment(node.operatorToken.kind) && isPart(node.left);
    if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node))
      return (
        (node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken) &&
        isPart(node.operand)
      );
    if (ts.isDeleteExpression(node)) return isPart(node.expression);
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
    return mutators.has(node.expression.name.text) && isIt(node.expression.expression);
  };
  const visit = (node: ts.Node): void => {
    if (writes(node)) refuse(l, "frozenWrite", node, { name: name.text });
    else ts.forEachChild(node, visit);
  };
  visit(name.around);
}

/** The constant that a value is given to, and where it is known. */
function constantOf(call: ts.CallExpression): { readonly text: string; readonly around: ts.Node } | undefined {
  let { parent } = call;
  while (ts.isParenthesizedExpression(parent) || ts.isAsExpression(parent) || ts.isSatisfiesExpression(parent))
    parent = parent.parent;
  if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return undefined;
  return { text: parent.name.text, around: parent.parent.parent.parent };
}
