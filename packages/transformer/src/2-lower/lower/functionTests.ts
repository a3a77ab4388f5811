import { ts } from "../../frontend/ts.js";
import { constant } from "../../ir/build.js";
import type { Atom } from "../../ir/types.js";
import { skipParentheses } from "./operators.js";
import type { FunctionValue, Lowering } from "./state.js";

/** `callback === undefined`, `f !== g` where a side is a function known now: decided now. */
export function compareFunctions(l: Lowering, node: ts.BinaryExpression): Atom | undefined {
  const equal = equality.get(node.operatorToken.kind);
  if (equal === undefined) return undefined;
  const left = functionNamed(l, node.left);
  const right = functionNamed(l, node.right);
  if (left !== undefined && right !== undefined) return constant(isSame(left, right) === equal);
  const other = left === undefined ? node.left : node.right;
  return (left ?? right) !== undefined && isNothing(l, other) ? constant(!equal) : undefined;
}

const equality: ReadonlyMap<ts.SyntaxKind, boolean> = new Map([
  [ts.SyntaxKind.EqualsEqualsToken, true],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, true],
  [ts.SyntaxKind.ExclamationEqualsToken, false],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, false],
]);

const isSame = (a: FunctionValue, b: FunctionValue): boolean =>
  a === b || (a.kind === "closure" && b.kind === "closure" && a.node === b.node && a.scope === b.scope);

/** The function that a local name stands for. */
function functionNamed(l: Lowering, expression: ts.Expression): FunctionValue | undefined {
  const node = skipParentheses(expression);
  const binding = ts.isIdentifier(node) ? l.scope.lookup(node.text)?.binding : undefined;
  return binding?.kind === "function" ? binding.value : undefined;
}

function isNothing(l: Lowering, expression: ts.Expression): boolean {
  const node = skipParentheses(expression);
  if (node.kind === ts.SyntaxKind.NullKeyword) return true;
  return ts.isIdentifier(node) && node.text === "undefined" && l.scope.lookup("undefined") === undefined;
}
