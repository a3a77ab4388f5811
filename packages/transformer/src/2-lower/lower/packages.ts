import type { DiagnosticName } from "../../diagnostics/catalogue/index.js";
import { lineOfPackage, ruleForCall } from "../../diagnostics/entered.js";
import type { Diagnostic } from "../../diagnostics/report.js";
import { spanOf } from "../../frontend/frontend.js";
import { isInstalled } from "../../frontend/implementations.js";
import { ts } from "../../frontend/ts.js";
import type { Lowering } from "./state.js";

/** How the user's code leads into an installed package: the call, and the function or class of the package. */
export interface Entry {
  readonly call: ts.Node;
  readonly callee: ts.Node;
}

export const isOfPackage = (node: ts.Node): boolean => isInstalled(node.getSourceFile().fileName);

/** The place from which a call leads into a package: it is that call, if it is the user's. */
export const entering = (l: Lowering, call: ts.Node, callee: ts.Node): Lowering =>
  isOfPackage(callee) && !isOfPackage(call) ? { ...l, entry: { call: l.site ?? call, callee } } : l;

export const entryOf = (l: Lowering): Entry | undefined => l.entry ?? l.activation.entry;

/** What is said where it is not found what a package exports. */
const unreadable: ReadonlySet<DiagnosticName> = new Set<DiagnosticName>([
  "unknownFunctionValue",
  "classUse",
  "hostClass",
  "functionProperty",
  "unsupportedMethod",
  "unsupportedType",
  "functionToHost",
  "capturedLocal",
]);

/** A name that the user's module imports from a package. */
export function isImported({ program }: Lowering, root: ts.Identifier): boolean {
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

/** Whether an expression begins with what a package exports: `lib.part.f`, `new lib.C(…).scaled(2)`. */
function leadsToPackage(l: Lowering, node: ts.Node): boolean {
  if (ts.isIdentifier(node)) return l.scope.lookup(node.text) === undefined && isImported(l, node);
  const isStep =
    ts.isCallExpression(node) ||
    ts.isNewExpression(node) ||
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isParenthesizedExpression(node);
  return isStep && leadsToPackage(l, node.expression);
}

export function reportAt(
  l: Lowering,
  name: DiagnosticName,
  node: ts.Node,
  values: Readonly<Record<string, string>>,
): Diagnostic {
  const { reporter } = l.program.ctx;
  const entry = entryOf(l);
  if (entry === undefined || !isOfPackage(node)) {
    const remedy = unreadable.has(name) && leadsToPackage(l, node) ? ruleForCall : undefined;
    return reporter.report(name, spanOf(node), values, [], remedy);
  }
  return reporter.report(name, spanOf(entry.call), values, [lineOfPackage(spanOf(node))], ruleForCall);
}

/** The code of a package is part of the program from here on: what later passes find there is reported at the call, too. */
export function enter(l: Lowering, code: ts.Node | undefined): void {
  const entry = entryOf(l);
  if (code !== undefined && entry !== undefined && isOfPackage(code))
    l.program.ctx.reporter.entered.push({ body: spanOf(code), call: spanOf(entry.call) });
}
