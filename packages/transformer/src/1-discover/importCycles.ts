import { ts } from "../frontend/ts.js";
import { isRuntimeModule } from "./markers.js";

type ModuleReference = ts.ImportDeclaration | ts.ExportDeclaration;
export type ResolveImport = (specifier: ts.StringLiteralLike) => ts.SourceFile | undefined;

/** A circle of imports that a module is part of. */
export interface ImportCycle {
  /** The import in the module itself, where the circle starts. */
  readonly first: ModuleReference;
  /** The modules of the circle, from the module itself on. */
  readonly files: readonly ts.SourceFile[];
}

/** The shortest circle of value imports through a module, if there is one. */
export function findImportCycle(file: ts.SourceFile, resolve: ResolveImport): ImportCycle | undefined {
  const queue: ImportCycle[] = references(file).map((first) => ({ first, files: [file] }));
  const seen = new Set<ts.SourceFile>();
  const next = new Map<ImportCycle, ts.SourceFile | undefined>(
    queue.map((path) => [path, target(path.first, resolve)]),
  );
  for (const path of queue) {
    const reached = next.get(path);
    if (!reached || reached.isDeclarationFile) continue;
    if (reached === file) return path;
    if (seen.has(reached)) continue;
    seen.add(reached);
    for (const reference of references(reached)) {
      const longer = { first: path.first, files: [...path.files, reached] };
      next.set(longer, target(reference, resolve));
      queue.push(longer);
    }
  }
  return undefined;
}

/** The modules that pass a name round in a circle, none of which defines it. */
export function findReexportCycle(
  name: string,
  reference: ModuleReference,
  resolve: ResolveImport,
): readonly ts.SourceFile[] | undefined {
  const path: ts.SourceFile[] = [];
  let wanted = name;
  let from: ModuleReference | undefined = reference;
  while (from) {
    const file = target(from, resolve);
    if (!file) return undefined;
    const start = path.indexOf(file);
    if (start >= 0) return path.slice(start);
    path.push(file);
    const passed = findReexport(file, wanted);
    from = passed?.declaration;
    wanted = passed?.name ?? wanted;
  }
  return undefined;
}

function findReexport(
  file: ts.SourceFile,
  name: string,
): { readonly declaration: ts.ExportDeclaration; readonly name: string } | undefined {
  for (const statement of file.statements) {
    if (!ts.isExportDeclaration(statement) || !statement.moduleSpecifier) continue;
    const clause = statement.exportClause;
    if (!clause || !ts.isNamedExports(clause)) continue;
    const element = clause.elements.find((candidate) => candidate.name.text === name);
    if (element) return { declaration: statement, name: (element.propertyName ?? element.name).text };
  }
  return undefined;
}

const references = (file: ts.SourceFile): readonly ModuleReference[] =>
  file.statements.filter(
    (statement): statement is ModuleReference =>
      (ts.isImportDeclaration(statement) && !statement.importClause?.isTypeOnly) ||
      (ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined && !statement.isTypeOnly),
  );

const target = (reference: ModuleReference, resolve: ResolveImport): ts.SourceFile | undefined =>
  reference.moduleSpecifier &&
  ts.isStringLiteralLike(reference.moduleSpecifier) &&
  !isRuntimeModule(reference.moduleSpecifier.text)
    ? resolve(reference.moduleSpecifier)
    : undefined;

/** A module and the user's modules that it imports, directly or not. */
export function reachableFiles(file: ts.SourceFile, resolve: ResolveImport): readonly ts.SourceFile[] {
  const found = new Set([file]);
  for (const from of found) {
    for (const reference of references(from)) {
      const reached = target(reference, resolve);
      const isOwn = reached && !reached.isDeclarationFile && !reached.fileName.includes("/node_modules/");
      if (isOwn) found.add(reached);
    }
  }
  return [...found];
}
