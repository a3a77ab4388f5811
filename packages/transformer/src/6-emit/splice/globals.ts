import { dirname, relative } from "node:path";
import type { ProjectFrontend } from "../../frontend/project.js";
import { ts } from "../../frontend/ts.js";
import type { Block, Global, IRFunction, Statement } from "../../ir/types.js";
import { uses } from "../../ir/walk.js";

/** How a module can name a binding of another one. */
export type GlobalAccess =
  | { readonly kind: "local"; readonly name: string }
  | { readonly kind: "import"; readonly exported: string; readonly from: string };

/** The module-level bindings that functions read, each once. */
export function globalsOf(functions: readonly IRFunction[]): readonly Global[] {
  const found = new Map<string, Global>();
  const visit = (block: Block): void => block.forEach(visitStatement);
  const add = (global: Global): unknown => found.set(`${global.file}\0${global.name}`, global);
  const visitStatement = (statement: Statement): void => {
    for (const atom of uses(statement)) if (atom.kind === "constant" && atom.global !== undefined) add(atom.global);
    if (statement.kind === "let" && statement.operation.kind === "global") {
      add(statement.operation);
    } else if (statement.kind === "if") {
      visit(statement.then);
      visit(statement.else);
    } else if (statement.kind === "for") {
      visit(statement.body);
    } else if (statement.kind === "while") {
      visit(statement.condition.block);
      visit(statement.body);
    }
  };
  for (const fn of functions) visit(fn.body);
  return [...found.values()];
}

/** How `file` can name a binding: as it is, by an import it has already, or by a new import; undefined if it is not exported. */
export function accessGlobal(global: Global, file: ts.SourceFile, frontend: ProjectFrontend): GlobalAccess | undefined {
  if (global.file === file.fileName) return { kind: "local", name: global.name };
  const home = frontend.sourceFile(global.file);
  if (!home) return undefined;
  const imported = localImport(global, file, frontend);
  if (imported !== undefined) return { kind: "local", name: imported };
  const exported = [...frontend.exportsOf(home)].find(([, declaration]) => defines(declaration, global));
  return exported && { kind: "import", exported: exported[0], from: specifierFor(home, file, frontend) };
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
function specifierFor(home: ts.SourceFile, file: ts.SourceFile, frontend: ProjectFrontend): string {
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteralLike(statement.moduleSpecifier)) continue;
    if (frontend.resolveImport(statement.moduleSpecifier) === home) return statement.moduleSpecifier.text;
  }
  const path = relative(dirname(file.fileName), home.fileName).replaceAll("\\", "/");
  const dotted = path.startsWith(".") ? path : `./${path}`;
  const isBundled = frontend.options().moduleResolution === ts.ModuleResolutionKind.Bundler;
  return dotted.replace(/\.([cm]?)[jt]sx?$/, (_whole, kind: string) => (isBundled && kind === "" ? "" : `.${kind}js`));
}
