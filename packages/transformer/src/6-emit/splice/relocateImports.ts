import { dirname, relative, resolve } from "node:path";
import MagicString from "magic-string";
import { ts } from "../../frontend/ts.js";

/** The text of a module that moves to another folder: its relative imports still lead where they did. */
export function relocateImports(code: string, path: string, moved: ReadonlyMap<string, string>): string {
  const file = ts.createSourceFile(path, code, ts.ScriptTarget.ESNext, true);
  const text = new MagicString(code);
  const folder = dirname(moved.get(path) ?? path);
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue;
    const specifier = statement.moduleSpecifier;
    if (!specifier || !ts.isStringLiteralLike(specifier) || !specifier.text.startsWith(".")) continue;
    const target = resolve(dirname(path), specifier.text);
    const isMoved = [...moved.keys()].some((other) => withoutExtension(other) === withoutExtension(target));
    if (isMoved) continue;
    const moves = relative(folder, target).replaceAll("\\", "/");
    text.update(specifier.getStart(file), specifier.end, JSON.stringify(moves.startsWith(".") ? moves : `./${moves}`));
  }
  return text.toString();
}

const withoutExtension = (path: string): string => path.replace(/\.[cm]?[jt]sx?$/, "");
