import { ts } from "../../../frontend/ts.js";
import { ownReturns } from "../inlineCall.js";
import { skipParentheses } from "../operators.js";
import type { ClassValue, Lowering } from "../state.js";
import { accessedName, findMember } from "./model.js";

// `return this.set(x, y);` at the end of a constructor gives the instance that it makes, if `set` gives its own one.

/** Whether a `return` is one of a constructor itself. */
export function isOfConstructor(node: ts.ReturnStatement): boolean {
  let at: ts.Node = node;
  while (at.parent !== undefined && !ts.isFunctionLike(at)) at = at.parent;
  return ts.isConstructorDeclaration(at);
}

/** Whether what a constructor returns is its instance, or nothing. */
export const isSelf = ({ constructing }: Lowering, expression: ts.Expression): boolean =>
  constructing !== undefined && givesThis(constructing.instance.cls, expression, new Set());

function givesThis(cls: ClassValue, expression: ts.Expression, open: Set<ts.Node>): boolean {
  const node = skipParentheses(expression);
  if (node.kind === ts.SyntaxKind.ThisKeyword || ts.isVoidExpression(node)) return true;
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  const { expression: receiver, name } = node.expression;
  if (receiver.kind !== ts.SyntaxKind.ThisKeyword) return false;
  const member = findMember(cls, accessedName(name), "get");
  if (member?.kind !== "method" || !ts.isMethodDeclaration(member.node)) return false;
  // One that calls itself again gives what its other ways give.
  if (open.has(member.node)) return true;
  open.add(member.node);
  const returns = ownReturns(member.node);
  return (
    returns.length > 0 &&
    ts.isReturnStatement(member.node.body?.statements.at(-1) ?? member.node) &&
    returns.every((one) => one.expression !== undefined && givesThis(cls, one.expression, open))
  );
}
