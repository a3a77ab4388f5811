import { spanOf } from "../../frontend/frontend.js";
import { ts } from "../../frontend/ts.js";
import { isReference } from "../../ir/build.js";
import type { Atom } from "../../ir/types.js";
import { lowerExpression } from "./expressions.js";
import { libraryName } from "./module.js";
import { skipParentheses } from "./operators.js";
import { isRefused, type Lowering, report } from "./state.js";
import { typeOf } from "./values.js";

/** `throw new Error(…)`: the source text, with the values in it as `$0`, `$1`, … */
export function lowerThrow(l: Lowering, node: ts.ThrowStatement): void {
  const args: Atom[] = [];
  const text = textOf(l, node.expression, args);
  l.out.push({ kind: "throw", text, args, span: spanOf(node) });
}

function textOf(l: Lowering, expression: ts.Expression, args: Atom[]): string {
  const node = skipParentheses(expression);
  if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) return escapeDollars(node.getText());
  if (ts.isNewExpression(node) || ts.isCallExpression(node)) {
    const name = libraryName(l, node.expression);
    if (name !== undefined && /^([A-Z]\w*)?Error$/.test(name)) {
      const values = (node.arguments ?? []).map((argument) => textOf(l, argument, args));
      return `${ts.isNewExpression(node) ? "new " : ""}${name}(${values.join(", ")})`;
    }
  }
  if (ts.isTemplateExpression(node)) {
    const spans = node.templateSpans.map((span) => {
      const value = textOf(l, span.expression, args);
      return `\${${value}}${escapeDollars(span.literal.rawText ?? span.literal.text)}`;
    });
    return `\`${escapeDollars(node.head.rawText ?? node.head.text)}${spans.join("")}\``;
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken && hasString(node)) {
    const left = textOf(l, node.left, args);
    const right = textOf(l, node.right, args);
    return `${left} + ${ts.isBinaryExpression(skipParentheses(node.right)) ? `(${right})` : right}`;
  }
  if (ts.isNewExpression(node)) {
    report(l, "thrownValue", node);
    return "undefined";
  }
  const atom = lowerExpression(l, node);
  if (isReference(typeOf(atom)) && !isRefused(l, atom)) report(l, "thrownValue", node);
  args.push(atom);
  return `$${args.length - 1}`;
}

/** A sum that is a text: some operand of it is written as one. */
const hasString = (node: ts.Expression): boolean => {
  const inner = skipParentheses(node);
  if (ts.isStringLiteralLike(inner) || ts.isTemplateExpression(inner)) return true;
  return (
    ts.isBinaryExpression(inner) &&
    inner.operatorToken.kind === ts.SyntaxKind.PlusToken &&
    (hasString(inner.left) || hasString(inner.right))
  );
};

/** A dollar before a digit would be taken for an argument. */
const escapeDollars = (text: string): string => text.replace(/\$(?=\d)/g, "\\x24");
