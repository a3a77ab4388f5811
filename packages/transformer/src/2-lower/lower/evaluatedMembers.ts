import { isInstalled } from "../../frontend/implementations.js";
import { ts } from "../../frontend/ts.js";
import { evaluatedOperand, isUnsettled } from "./evaluated.js";
import { closureOf } from "./module.js";
import { isModuleLevel } from "./moduleLevel.js";
import { isOfPackage } from "./packages.js";
import { type Lowering, type Operand, refuse } from "./state.js";

/** A member of an object that a package makes by running, where no declaration says what it is. */
export function evaluatedMember(l: Lowering, node: ts.PropertyAccessExpression): Operand | undefined {
  let root: ts.Expression = node;
  while (ts.isPropertyAccessExpression(root)) root = root.expression;
  if (!ts.isIdentifier(root) || l.scope.lookup(root.text) !== undefined) return undefined;
  if (!isOfPackage(root) && !isImported(l, root)) return undefined;
  const declared = l.program.ctx.frontend.declarationOf(node);
  const isDeclared = declared !== undefined && !declared.getSourceFile().isDeclarationFile;
  const isKnown = isDeclared && (closureOf(declared) !== undefined || ts.isClassLike(declared) || isConstant(declared));
  if (isKnown) return undefined;
  const operand = evaluatedOperand(l, node);
  if (operand !== undefined || !isUnsettled(l, node)) return operand;
  return refuse(l, "unknownFunctionValue", node);
}

/** A variable of a module: its initializer is asked first. */
const isConstant = (declared: ts.Declaration): boolean => ts.isVariableDeclaration(declared) && isModuleLevel(declared);

/** A name that the user's module imports from a package. */
function isImported({ program }: Lowering, root: ts.Identifier): boolean {
  return root.getSourceFile().statements.some((statement) => {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteralLike(statement.moduleSpecifier)) return false;
    const { name, namedBindings } = statement.importClause ?? {};
    const names =
      namedBindings === undefined ? [] : ts.isNamespaceImport(namedBindings) ? [namedBindings] : namedBindings.elements;
    if (![name, ...names.map((one) => one.name)].some((one) => one?.text === root.text)) return false;
    const file = program.ctx.frontend.runningFile(statement.moduleSpecifier);
    return file !== undefined && isInstalled(file.fileName);
  });
}
