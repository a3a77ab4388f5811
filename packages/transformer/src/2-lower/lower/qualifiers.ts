import { ts } from "../../frontend/ts.js";
import type { Lowering } from "./state.js";
import { exportedLiteral } from "./staticValues.js";

/** The left side of `namespace.name`, `Outer.Inner.name` or `Enum.Member`: it is no value, and the member is declared by itself. */
export const isModuleQualifier = (l: Lowering, node: ts.Expression): boolean =>
  qualifies(l, node, (declaration) => ts.isEnumDeclaration(declaration) || holdsFunctions(declaration));

/** The same of a call: `namespace.f(…)`. */
export const isCallQualifier = (l: Lowering, node: ts.Expression): boolean => qualifies(l, node, holdsFunctions);

const holdsFunctions = (declaration: ts.Declaration): boolean =>
  ts.isNamespaceImport(declaration) ||
  ts.isNamespaceExport(declaration) ||
  ts.isSourceFile(declaration) ||
  ts.isModuleDeclaration(declaration) ||
  exportedLiteral(declaration) !== undefined;

function qualifies(l: Lowering, node: ts.Expression, is: (declaration: ts.Declaration) => boolean): boolean {
  if (ts.isPropertyAccessExpression(node)) {
    if (!isCallQualifier(l, node.expression)) return false;
  } else if (!ts.isIdentifier(node) || l.scope.lookup(node.text) !== undefined) return false;
  const declaration = l.program.ctx.frontend.declarationOf(ts.isPropertyAccessExpression(node) ? node.name : node);
  return declaration !== undefined && is(declaration);
}
