import { ts } from "../frontend/ts.js";

/** Where the markers are imported from. */
const runtimePackage = "cotangent";
/** Where the marker of tests is imported from. */
const testingModule = "cotangent/testing";
export const isRuntimeModule = (specifier: string): boolean =>
  specifier === runtimePackage || specifier === testingModule;

/** The marker of tests: it asks for derivatives in both modes, and is given them. */
export const checkMarker = "checkGrads";

/** The markers that this version compiles. */
export const markers = ["grad", "valueAndGrad", "vjp", "jvp", "hvp", "hessian", "jacobian"] as const;
export type MarkerName = (typeof markers)[number];
export const isMarker = (name: string): name is MarkerName => (markers as readonly string[]).includes(name);

/** Functions that say which rule a function has: they run as they are, and are read where it is differentiated. */
const rules: readonly string[] = ["partials", "customVjp", "customJvp", "checkpoint", "implicitRoot", "fixedPoint"];
export const isRule = (name: string): boolean => rules.includes(name);

/** Which of its arguments is the function that runs. */
export const runningArgument = (rule: string): number => (rule === "implicitRoot" || rule === "fixedPoint" ? 1 : 0);

/** A local name of this module under which something of the runtime package is known. */
export interface Binding {
  /** The exported name; undefined for the namespace (`import * as ct`). */
  readonly exported: string | undefined;
  readonly local: ts.Identifier;
  readonly specifier: ts.ImportSpecifier | ts.NamespaceImport;
  readonly declaration: ts.ImportDeclaration;
}

export const importsOf = (file: ts.SourceFile): readonly ts.ImportDeclaration[] =>
  file.statements.filter(ts.isImportDeclaration);

const isRuntime = (specifier: ts.Expression | undefined): boolean =>
  specifier !== undefined && ts.isStringLiteralLike(specifier) && isRuntimeModule(specifier.text);

/** The value imports from the modules of the markers. */
export function findBindings(file: ts.SourceFile): readonly Binding[] {
  const found: Binding[] = [];
  for (const declaration of importsOf(file)) {
    const clause = declaration.importClause;
    if (!isRuntime(declaration.moduleSpecifier) || !clause || clause.isTypeOnly || !clause.namedBindings) continue;
    if (ts.isNamespaceImport(clause.namedBindings)) {
      const specifier = clause.namedBindings;
      found.push({ exported: undefined, local: specifier.name, specifier, declaration });
      continue;
    }
    for (const specifier of clause.namedBindings.elements) {
      if (specifier.isTypeOnly) continue;
      const exported = (specifier.propertyName ?? specifier.name).text;
      found.push({ exported, local: specifier.name, specifier, declaration });
    }
  }
  return found;
}

/** Markers that the module passes on: `export { grad } from "cotangent"`. */
export const findReexports = (file: ts.SourceFile): readonly ts.ExportSpecifier[] =>
  file.statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement) || statement.isTypeOnly || !isRuntime(statement.moduleSpecifier)) return [];
    const clause = statement.exportClause;
    if (!clause || !ts.isNamedExports(clause)) return [];
    return clause.elements.filter((element) => {
      const { text } = element.propertyName ?? element.name;
      return isMarker(text) || text === checkMarker;
    });
  });
