import { ts } from "../../frontend/ts.js";
import { constant } from "../../ir/build.js";
import type { Atom } from "../../ir/types.js";
import { lowerOperand } from "./expressions.js";
import { nameOfType, negate, skipParentheses } from "./operators.js";
import { isFunctionValue, isRefused, type Lowering } from "./state.js";
import { mayBeMissing, structureOf, test, typeOf } from "./values.js";

/** `typeof x === "number"`: decided by the type of x, as far as it may not be missing. Undefined for anything else. */
export function testKind(l: Lowering, node: ts.BinaryExpression): Atom | undefined {
  const isEqual = equality.get(node.operatorToken.kind);
  const asked = skipParentheses(node.left);
  const kind = skipParentheses(node.right);
  if (isEqual === undefined || !ts.isTypeOfExpression(asked) || !ts.isStringLiteral(kind)) return undefined;
  const named = skipParentheses(asked.expression);
  // Anything else is evaluated in its place by the comparison itself.
  if (!ts.isIdentifier(named) || l.scope.lookup(named.text) === undefined) return undefined;
  const operand = lowerOperand(l, named);
  const answer = isFunctionValue(operand) ? constant(kind.text === "function") : isOfKind(l, operand, kind.text, named);
  return answer === undefined || isEqual ? answer : negate(l, answer);
}

const equality: ReadonlyMap<ts.SyntaxKind, boolean> = new Map([
  [ts.SyntaxKind.EqualsEqualsToken, true],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, true],
  [ts.SyntaxKind.ExclamationEqualsToken, false],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, false],
]);

function isOfKind(l: Lowering, operand: Atom, kind: string, node: ts.Node): Atom | undefined {
  if (operand.kind === "constant") return constant(kind === typeof operand.value);
  if (isRefused(l, operand)) return undefined;
  if (typeOf(operand).kind === "undefined") {
    if (kind !== "undefined" && kind !== "object") return constant(false);
    return test(l, "eq", operand, constant(kind === "object" ? null : undefined));
  }
  const known = nameOfType(structureOf(l, operand, node), operand);
  if (known === undefined || known === "undefined") return undefined;
  if (!mayBeMissing(l, operand)) return constant(kind === known);
  if (kind === "undefined") return test(l, "eq", operand, constant(undefined));
  // null is an object.
  if (kind === "object")
    return known === "object" ? test(l, "ne", operand, constant(undefined)) : test(l, "eq", operand, constant(null));
  return kind === known ? negate(l, test(l, "isNullish", operand)) : constant(false);
}
