import type { Frontend } from "../frontend/frontend.js";
import { hostFunction } from "../frontend/hostModule.js";
import { ts } from "../frontend/ts.js";

/** A function whose body can be read, or the reason why there is none. */
export type Resolution =
  | { readonly kind: "function"; readonly declaration: ts.FunctionLikeDeclaration }
  | { readonly kind: "unreadable"; readonly reason: string; readonly at: ts.Node | undefined };

const unreadable = (reason: string, at?: ts.Node): Resolution => ({ kind: "unreadable", reason, at });

/** Removes what has no meaning at run time: parentheses, `as`, `satisfies`, `!`. */
export function skipOuter(expression: ts.Expression): ts.Expression {
  let inner = expression;
  while (
    ts.isParenthesizedExpression(inner) ||
    ts.isAsExpression(inner) ||
    ts.isSatisfiesExpression(inner) ||
    ts.isNonNullExpression(inner) ||
    ts.isTypeAssertionExpression(inner)
  ) {
    inner = inner.expression;
  }
  return inner;
}

/** The function that an expression is sure to be: written in place, or a name that is never anything else. */
export function resolveCallee(expression: ts.Expression, frontend: Frontend): Resolution {
  return resolve(skipOuter(expression), frontend, new Set());
}

function resolve(expression: ts.Expression, frontend: Frontend, seen: Set<ts.Node>): Resolution {
  if (ts.isArrowFunction(expression) || ts.isFunctionExpression(expression)) {
    return { kind: "function", declaration: expression };
  }
  const other = otherThanFunction(expression);
  if (other !== undefined) return unreadable(`it is ${other}, and no function`, expression);
  if (ts.isIdentifier(expression) || ts.isPropertyAccessExpression(expression)) {
    const declaration = frontend.declarationOf(expression);
    if (!declaration) return unreadable(`${expression.getText()} is not defined in any file that can be read`);
    return resolveDeclaration(declaration, frontend, seen);
  }
  return unreadable("which function it is, is known only at run time", expression);
}

/** The function that a declaration is sure to define. */
export const resolveFunction = (declaration: ts.Declaration, frontend: Frontend): Resolution =>
  resolveDeclaration(declaration, frontend, new Set());

function resolveDeclaration(declaration: ts.Declaration, frontend: Frontend, seen: Set<ts.Node>): Resolution {
  if (seen.has(declaration)) return unreadable("it is defined by itself", declaration);
  seen.add(declaration);
  const host = hostFunction(declaration, frontend);
  if (host !== undefined) return { kind: "function", declaration: host };
  if (declaration.getSourceFile().isDeclarationFile) return unreadable("only its type is declared", declaration);
  if (ts.isFunctionDeclaration(declaration)) {
    return declaration.body
      ? { kind: "function", declaration }
      : unreadable("its declaration has no body", declaration);
  }
  if (ts.isVariableDeclaration(declaration)) {
    if (!(ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const)) {
      return unreadable(
        `${declaration.name.getText()} may be given another function; declare it with const`,
        declaration,
      );
    }
    if (declaration.initializer) return resolve(skipOuter(declaration.initializer), frontend, seen);
    return unreadable("its declaration has no body", declaration);
  }
  if (ts.isExportAssignment(declaration)) return resolve(skipOuter(declaration.expression), frontend, seen);
  if (ts.isParameter(declaration)) {
    return unreadable(`${declaration.name.getText()} is a parameter, known only at run time`, declaration);
  }
  if (ts.isBindingElement(declaration)) return unreadable("it is taken out of an object at run time", declaration);
  if (ts.isClassDeclaration(declaration)) return unreadable("it is a class", declaration);
  if (isMember(declaration)) {
    return unreadable("it is a property of an object, which may be given another function", declaration);
  }
  return unreadable("its declaration has no body", declaration);
}

/** What is written in the place of a function and is none; in JavaScript, or behind `any`, types say nothing. */
function otherThanFunction(expression: ts.Expression): string | undefined {
  if (expression.kind === ts.SyntaxKind.NullKeyword) return "null";
  if (ts.isIdentifier(expression)) return expression.text === "undefined" ? "undefined" : undefined;
  if (ts.isLiteralExpression(expression)) return ts.isNumericLiteral(expression) ? "a number" : "a text";
  if (ts.isArrayLiteralExpression(expression)) return "a list";
  if (ts.isObjectLiteralExpression(expression)) return "an object";
  return ts.isClassExpression(expression) ? "a class" : undefined;
}

const isMember = (declaration: ts.Declaration): boolean =>
  ts.isClassElement(declaration) || ts.isObjectLiteralElementLike(declaration) || ts.isTypeElement(declaration);
