import { ts } from "../../frontend/ts.js";
import { booleanType, constant, numberType, stringType } from "../../ir/build.js";
import { resolveType, unifyTypes } from "../../ir/type.js";
import type { Atom, Type } from "../../ir/types.js";
import { presenceOf } from "./classes/presence.js";
import { lowerOperand } from "./expressions.js";
import { guardBase } from "./implicit.js";
import { nameOfType, negate, skipParentheses } from "./operators.js";
import { type FunctionValue, isFunctionValue, isRefused, type Lowering } from "./state.js";
import { typeQuestion } from "./typeQuestions.js";
import { mayBeMissing, structureOf, test, typeOf } from "./values.js";

/** `typeof x === "number"`: decided by the type of x, as far as it may not be missing. Undefined for anything else. */
export function testKind(l: Lowering, node: ts.BinaryExpression): Atom | undefined {
  const isEqual = equality.get(node.operatorToken.kind);
  const kind = skipParentheses(node.right);
  if (isEqual === undefined || !ts.isStringLiteral(kind)) return undefined;
  const asked = typeQuestion(l, node.left);
  if (asked === undefined) return undefined;
  const named = skipParentheses(asked.expression);
  // Anything else is evaluated in its place by the comparison itself.
  const isLocal = ts.isIdentifier(named) && l.scope.lookup(named.text) !== undefined;
  if (!isLocal && !isPath(l, named)) return undefined;
  const method = kind.text === "function" ? methodIn(l, named) : undefined;
  if (method !== undefined) return isEqual ? method : negate(l, method);
  const operand = lowerOperand(l, named);
  const answer = isFunctionValue(operand)
    ? constant(kind.text === nameOfKnown(operand))
    : isOfKind(l, operand, kind.text, named);
  return answer === undefined || isEqual ? answer : negate(l, answer);
}

/** Whether an instance has a method that others of its kind lack, or a number one that all have. */
function methodIn(l: Lowering, node: ts.Expression): Atom | undefined {
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  const base = lowerOperand(l, node.expression);
  if (isFunctionValue(base) || isRefused(l, base)) return undefined;
  if (typeOf(base).kind === "number" && typeof Reflect.get(Number.prototype, node.name.text) === "function") {
    guardBase(l, base, node.name.text, node);
    return constant(true);
  }
  return presenceOf(l, base, node.name.text, node)?.test(l);
}

/** An iteration is an object, and so is what a package has made by running. */
const nameOfKnown = (operand: FunctionValue): string =>
  operand.kind === "iteration" || (operand.kind === "builtin" && operand.thing !== undefined) ? "object" : "function";

/** `options.steps` of a local name. */
const isPath = (l: Lowering, node: ts.Expression): boolean =>
  ts.isPropertyAccessExpression(node) &&
  (ts.isIdentifier(node.expression) ? l.scope.lookup(node.expression.text) !== undefined : isPath(l, node.expression));

const equality: ReadonlyMap<ts.SyntaxKind, boolean> = new Map([
  [ts.SyntaxKind.EqualsEqualsToken, true],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, true],
  [ts.SyntaxKind.ExclamationEqualsToken, false],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, false],
]);

const primitives: Readonly<Record<string, Type | undefined>> = {
  number: numberType,
  string: stringType,
  boolean: booleanType,
};

function isOfKind(l: Lowering, operand: Atom, kind: string, node: ts.Node): Atom | undefined {
  if (operand.kind === "constant") return constant(kind === typeof operand.value);
  if (isRefused(l, operand)) return undefined;
  if (typeOf(operand).kind === "undefined") {
    if (kind !== "undefined" && kind !== "object") return constant(false);
    return test(l, "eq", operand, constant(kind === "object" ? null : undefined));
  }
  const type = structureOf(l, operand, node);
  // Nothing was stored there yet: if anything is, it may well be what is asked for.
  const asked = primitives[kind];
  if (type.kind === "variable" && asked !== undefined) unifyTypes(type, asked);
  const known = nameOfType(resolveType(type), operand);
  if (known === undefined && type.kind === "variable" && kind === "undefined")
    return test(l, "eq", operand, constant(undefined));
  if (known === undefined || known === "undefined") return undefined;
  if (!mayBeMissing(l, operand)) return constant(kind === known);
  if (kind === "undefined") return test(l, "eq", operand, constant(undefined));
  // null is an object.
  if (kind === "object")
    return known === "object" ? test(l, "ne", operand, constant(undefined)) : test(l, "eq", operand, constant(null));
  return kind === known ? negate(l, test(l, "isNullish", operand)) : constant(false);
}
