import type { Context } from "../../context.js";
import { spanOf } from "../../frontend/frontend.js";
import { ts } from "../../frontend/ts.js";
import { isDefaultLibrary } from "./module.js";
import { skipParentheses } from "./operators.js";
import { isAssignment } from "./scope.js";

/**
 * Refuses a program that puts something else in the place of a function of the standard library: the rules are those of the
 * original. What is added under a new name, or only where it is missing, changes nothing.
 */
export function refusePatches(ctx: Context): void {
  for (const file of ctx.frontend.sourceFiles()) {
    if (!mention.test(file.text)) continue;
    const visit = (node: ts.Node): void => {
      const target = patched(node);
      const name = target && replacedName(ctx, target);
      if (name !== undefined && !isPolyfill(node, name)) ctx.reporter.report("patchedLibrary", spanOf(node), { name });
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
}

/** No file without one of these needs to be walked. */
const mention = /\bprototype\b|\bMath\b[^;]*=|\bNumber\b[^;]*=|\b(assign|define\w+)\s*\(\s*(Math|Number)\b/;

interface Target {
  readonly object: ts.Expression;
  /** Unknown for a call that changes several, or one that is computed. */
  readonly name: string | undefined;
}

/** `object.name = …`, `Object.defineProperty(object, "name", …)`, `Object.assign(object, …)`. */
function patched(node: ts.Node): Target | undefined {
  if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) return memberOf(node.left);
  if (!ts.isCallExpression(node)) return undefined;
  const [object, name] = node.arguments;
  const callee = node.expression.getText();
  if (object === undefined || !/^(Object|Reflect)\.(assign|set|define\w+)$/.test(callee)) return undefined;
  return { object, name: name !== undefined && ts.isStringLiteralLike(name) ? name.text : undefined };
}

function memberOf(node: ts.Expression): Target | undefined {
  const left = skipParentheses(node);
  if (ts.isPropertyAccessExpression(left)) return { object: left.expression, name: left.name.text };
  if (!ts.isElementAccessExpression(left)) return undefined;
  const { argumentExpression } = left;
  return {
    object: left.expression,
    name: ts.isStringLiteralLike(argumentExpression) ? argumentExpression.text : undefined,
  };
}

/** `Math.sin`, `Array.prototype.push`: undefined if the library has no such thing. */
function replacedName(ctx: Context, { object, name }: Target): string | undefined {
  const holder = skipParentheses(object);
  const isPrototype = ts.isPropertyAccessExpression(holder) && holder.name.text === "prototype";
  const library = isPrototype ? skipParentheses(holder.expression) : holder;
  if (!ts.isIdentifier(library)) return undefined;
  const declaration = ctx.frontend.declarationOf(library);
  if (declaration === undefined || !isDefaultLibrary(declaration)) return undefined;
  const text = `${library.text}${isPrototype ? ".prototype" : ""}`;
  if (name === undefined) return text;
  const member = ctx.frontend.typeOf(holder).getProperty(name);
  return member?.declarations?.some(isDefaultLibrary) === true ? `${text}.${name}` : undefined;
}

/** `if (!Math.sign) Math.sign = …`, `Math.sign = Math.sign || …`. */
function isPolyfill(node: ts.Node, name: string): boolean {
  if (ts.isBinaryExpression(node)) {
    const operator = node.operatorToken.kind;
    if (operator === ts.SyntaxKind.BarBarEqualsToken || operator === ts.SyntaxKind.QuestionQuestionEqualsToken)
      return true;
    if (operator === ts.SyntaxKind.EqualsToken && ts.isBinaryExpression(node.right)) {
      const { left, operatorToken } = node.right;
      const otherwise = [ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken];
      if (otherwise.includes(operatorToken.kind) && left.getText() === name) return true;
    }
  }
  for (let at: ts.Node = node; at.parent !== undefined; at = at.parent)
    if (ts.isIfStatement(at.parent) && at.parent.expression.getText().includes(name)) return true;
  return false;
}
