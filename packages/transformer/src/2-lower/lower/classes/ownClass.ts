import { ts } from "../../../frontend/ts.js";
import type { Atom } from "../../../ir/types.js";
import { lowerExpression } from "../expressions.js";
import { skipParentheses } from "../operators.js";
import { type ClassValue, isRefused, type Lowering, type Operand, standIn } from "../state.js";
import { structureOf } from "../values.js";
import { dispatch, laterClasses, type Possible, possibleClasses } from "./dispatch.js";

/** An instance whose own class is asked for. */
export interface OwnClass {
  readonly base: Atom;
  readonly possible: Possible;
  readonly node: ts.PropertyAccessExpression;
}

/** `x.constructor`, where x is an instance of classes that are known. */
export function askedClass(l: Lowering, expression: ts.Expression): OwnClass | undefined {
  const node = skipParentheses(expression);
  if (!ts.isPropertyAccessExpression(node) || node.name.text !== "constructor") return undefined;
  if (node.expression.kind === ts.SyntaxKind.SuperKeyword || !isInstance(l, node.expression)) return undefined;
  const base = lowerExpression(l, node.expression);
  if (isRefused(l, base)) return undefined;
  structureOf(l, base, node.expression);
  const possible = possibleClasses(l, base, node) ?? laterClasses(l, base, node);
  return possible === undefined || possible.classes.length === 0 ? undefined : { base, possible, node };
}

/** `this`, a local name, or what is in it: asking what it is has no effect. */
function isInstance(l: Lowering, expression: ts.Expression): boolean {
  const node = skipParentheses(expression);
  if (ts.isNonNullExpression(node) || ts.isPropertyAccessExpression(node)) return isInstance(l, node.expression);
  if (ts.isElementAccessExpression(node)) return isInstance(l, node.expression) && isKey(node.argumentExpression);
  return node.kind === ts.SyntaxKind.ThisKeyword || (ts.isIdentifier(node) && l.scope.lookup(node.text) !== undefined);
}

const isKey = (node: ts.Expression): boolean => ts.isIdentifier(node) || ts.isLiteralExpression(node);

/** Does something with the class that an instance is of: for each one that is possible. */
export function withOwnClass(
  l: Lowering,
  { base, possible, node }: OwnClass,
  run: (inner: Lowering, cls: ClassValue) => Operand,
): Operand {
  return (
    dispatch(
      l,
      base,
      possible,
      (cls) => ({ kind: "field", owner: cls, node: cls.node }),
      (inner, { owner }) => run(inner, owner),
      "constructor",
      node,
    ) ?? standIn(l)
  );
}
