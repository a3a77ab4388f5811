import { ts } from "../frontend/ts.js";

/** What to call a function: its own name, else that of the constant or property it is given to, else `f`. */
export function functionName(declaration: ts.FunctionLikeDeclaration, call?: ts.CallExpression): string {
  if (declaration.name && ts.isIdentifier(declaration.name)) return declaration.name.text;
  return nameOfTarget(declaration) ?? (call && nameOfTarget(call)) ?? "f";
}

/** The constant or property that an expression is given to. */
export function nameOfTarget(node: ts.Node): string | undefined {
  let { parent } = node;
  while (ts.isParenthesizedExpression(parent) || ts.isAsExpression(parent) || ts.isSatisfiesExpression(parent)) {
    parent = parent.parent;
  }
  if (!ts.isVariableDeclaration(parent) && !ts.isPropertyAssignment(parent)) return undefined;
  return ts.isIdentifier(parent.name) ? parent.name.text : undefined;
}
