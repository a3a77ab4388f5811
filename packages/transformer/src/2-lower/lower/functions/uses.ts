import { ts } from "../../../frontend/ts.js";
import { isAssignment } from "../scope.js";
import { type Named, namesOf } from "./calledWith.js";

/** Where an object goes from a place in the program where it is an expression. */
export type Use =
  /** Nowhere: something is asked of it, or others look at it as an argument or a variable. */
  | { readonly kind: "ends" }
  | { readonly kind: "named"; readonly names: readonly Named[] }
  /** Into a field of this name. */
  | { readonly kind: "kept"; readonly field: string }
  /** Out of sight: it is returned, or an element of a list. */
  | { readonly kind: "escapes" };

const ends: Use = { kind: "ends" };
const escapes: Use = { kind: "escapes" };

/**
 * Arguments of calls, and what declarations and assignments give a name to, end here: others follow these. `isOneOf` says that the value
 * is one of those that an expression may give, so that nobody sees what is done with it.
 */
export function useOf(value: ts.Node, isOneOf = false): Use {
  const { parent } = value;
  if (isWrapper(parent)) return useOf(parent, isOneOf);
  if (ts.isConditionalExpression(parent)) return value === parent.condition ? ends : useOf(parent, true);
  if (ts.isBinaryExpression(parent)) return handsOn(parent, value) ? useOf(parent, true) : ends;
  if (ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isBindingElement(parent))
    return value === parent.initializer ? { kind: "named", names: namesOf(parent) } : ends;
  if (ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent))
    return value === parent.initializer ? keptAs(parent.name) : ends;
  if (ts.isShorthandPropertyAssignment(parent)) return keptAs(parent.name);
  if (ts.isExpressionStatement(parent)) return ends;
  if (ts.isArrowFunction(parent)) return value === parent.body ? escapes : ends;
  return isOneOf || leaves.some((isLeft) => isLeft(parent)) ? escapes : ends;
}

const isWrapper = (node: ts.Node): boolean =>
  ts.isParenthesizedExpression(node) ||
  ts.isAsExpression(node) ||
  ts.isNonNullExpression(node) ||
  ts.isSatisfiesExpression(node) ||
  ts.isTypeAssertionExpression(node);

/** `a ?? table`, `ready && table`; what is assigned is the value of the assignment, too. */
function handsOn({ operatorToken, left, right }: ts.BinaryExpression, value: ts.Node): boolean {
  switch (operatorToken.kind) {
    case ts.SyntaxKind.BarBarToken:
    case ts.SyntaxKind.QuestionQuestionToken:
      return true;
    case ts.SyntaxKind.AmpersandAmpersandToken:
    case ts.SyntaxKind.CommaToken:
      return value === right;
    default:
      return isAssignment(operatorToken.kind) && value === right && left !== value;
  }
}

const keptAs = (name: ts.PropertyName): Use =>
  ts.isComputedPropertyName(name)
    ? escapes
    : { kind: "kept", field: ts.isPrivateIdentifier(name) ? name.getText() : name.text };

const leaves: readonly ((node: ts.Node) => boolean)[] = [
  ts.isReturnStatement,
  ts.isYieldExpression,
  ts.isArrayLiteralExpression,
  ts.isAwaitExpression,
  ts.isExportAssignment,
  ts.isThrowStatement,
];
