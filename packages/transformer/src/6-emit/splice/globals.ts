import { dirname, relative } from "node:path";
import { isInstalled } from "../../frontend/implementations.js";
import { isPrivateSlot } from "../../frontend/privateStatics.js";
import type { ProjectFrontend } from "../../frontend/project.js";
import { ts } from "../../frontend/ts.js";
import type { Atom, Global, IRFunction, ModuleVariable } from "../../ir/types.js";
import { uses, visit } from "../../ir/walk.js";

/** How a module can name a binding of another one. */
export type GlobalAccess =
  | { readonly kind: "local"; readonly name: string }
  | { readonly kind: "import"; readonly exported: string; readonly from: string; readonly member?: string };

/** The module-level bindings that functions read, each once. */
export function globalsOf(functions: readonly IRFunction[]): readonly Global[] {
  const found = new Map<string, Global>();
  const add = (global: Global): unknown => found.set(globalKey(global), global);
  // A class is a constant: the one that an instance is of.
  const addClasses = (atoms: readonly Atom[]): void => {
    for (const atom of atoms) if (atom.kind === "constant" && atom.global !== undefined) add(atom.global);
  };
  for (const fn of functions) {
    visit(fn.body, (statement) => {
      addClasses(uses(statement));
      if (statement.kind === "let" && statement.operation.kind === "global") add(statement.operation);
    });
    addClasses(fn.results);
  }
  return [...found.values()];
}

export const globalKey = (global: ModuleVariable): string => `${global.file}\0${global.name}`;

/** Those of them that functions assign. */
export function assignedGlobals(functions: readonly IRFunction[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const fn of functions) {
    visit(fn.body, (statement) => {
      if (statement.kind !== "store" && statement.kind !== "accumulate") return;
      const { base } = statement;
      const variable = base.kind === "value" && base.type.kind === "record" ? base.type.variable : undefined;
      if (variable !== undefined) found.add(globalKey(variable));
    });
  }
  return found;
}

/** The names under which functions read or write #private static fields. */
export function privateSlotsOf(functions: readonly IRFunction[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const fn of functions) {
    visit(fn.body, (statement) => {
      const access = statement.kind === "let" ? statement.operation : statement;
      if (access.kind !== "load" && access.kind !== "store" && access.kind !== "accumulate") return;
      if (access.key.kind === "field" && isPrivateSlot(access.key.name)) found.add(access.key.name);
    });
  }
  return found;
}

/** What a module declares, and the way from there: `Outer` and `.Inner.x`. */
export function rootOf(global: ModuleVariable): { readonly root: string; readonly path: string } {
  const dot = global.name.indexOf(".");
  return dot < 0 ? { root: global.name, path: "" } : { root: global.name.slice(0, dot), path: global.name.slice(dot) };
}

/** How `file` can name a binding: as it is, by an import it has already, or by a new import; undefined if it is not exported. */
export function accessGlobal(global: Global, file: ts.SourceFile, frontend: ProjectFrontend): GlobalAccess | undefined {
  const { root, path } = rootOf(global);
  const access = accessRoot({ ...global, name: root }, file, frontend);
  if (access === undefined || path === "") return access;
  if (access.kind === "local") return { kind: "local", name: `${access.name}${path}` };
  return { ...access, member: `${access.member === undefined ? "" : `.${access.member}`}${path}`.slice(1) };
}

function accessRoot(global: Global, file: ts.SourceFile, frontend: ProjectFrontend): GlobalAccess | undefined {
  if (global.file === file.fileName) return { kind: "local", name: global.name };
  const home = frontend.sourceFile(global.file);
  if (!home) return undefined;
  const imported = localImport(global, file, frontend);
  if (imported !== undefined) return { kind: "local", name: imported };
  const exported = [...frontend.exportsOf(home)].find(([, declaration]) => defines(declaration, global));
  const within = exported && isInstalled(global.file) ? throughPackage(exported[0], home, file, frontend) : undefined;
  return within ?? (exported && { kind: "import", exported: exported[0], from: specifierFor(home, file, frontend) });
}

/** `glMatrix.ARRAY_TYPE`: a file of a package that the package exports as a whole, imported by the package's name. */
function throughPackage(
  member: string,
  home: ts.SourceFile,
  file: ts.SourceFile,
  frontend: ProjectFrontend,
): GlobalAccess | undefined {
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteralLike(statement.moduleSpecifier)) continue;
    const entry = frontend.resolveRunning(statement.moduleSpecifier);
    if (entry === undefined || entry === home || !isInstalled(entry.fileName)) continue;
    const whole = [...frontend.exportsOf(entry)].find(([, declaration]) => declaration === home);
    if (whole !== undefined)
      return { kind: "import", exported: whole[0], from: statement.moduleSpecifier.text, member };
  }
  return undefined;
}

const defines = (declaration: ts.Declaration | undefined, global: Global): boolean => {
  if (!declaration || declaration.getSourceFile().fileName !== global.file) return false;
  const name = ts.getNameOfDeclaration(declaration);
  return name !== undefined && ts.isIdentifier(name) && name.text === global.name;
};

function localImport(global: Global, file: ts.SourceFile, frontend: ProjectFrontend): string | undefined {
  for (const declaration of file.statements) {
    if (!ts.isImportDeclaration(declaration) || declaration.importClause?.isTypeOnly) continue;
    const { name, namedBindings } = declaration.importClause ?? {};
    const specifiers = namedBindings && ts.isNamedImports(namedBindings) ? namedBindings.elements : [];
    const names = [name, ...specifiers.filter((specifier) => !specifier.isTypeOnly).map((specifier) => specifier.name)];
    const found = names.find((local) => local && defines(frontend.declarationOf(local), global));
    if (found) return found.text;
  }
  return undefined;
}

/** As the module itself spells that file, if it imports it; otherwise relative, as the way modules are resolved demands. */
export function specifierFor(home: ts.SourceFile, file: ts.SourceFile, frontend: ProjectFrontend): string {
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteralLike(statement.moduleSpecifier)) continue;
    const named = isInstalled(home.fileName)
      ? frontend.resolveRunning(statement.moduleSpecifier)
      : frontend.resolveImport(statement.moduleSpecifier);
    if (named === home) return statement.moduleSpecifier.text;
  }
  const path = relative(dirname(file.fileName), home.fileName).replaceAll("\\", "/");
  const dotted = path.startsWith(".") ? path : `./${path}`;
  const isBundled = frontend.options().moduleResolution === ts.ModuleResolutionKind.Bundler;
  return dotted.replace(/\.([cm]?)[jt]sx?$/, (_whole, kind: string) => (isBundled && kind === "" ? "" : `.${kind}js`));
}
