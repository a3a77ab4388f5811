import { ts } from "../../frontend/ts.js";

/** Names of the language that generated code takes for granted. */
const builtins =
  /^(Math|Number|Array|NaN|Infinity|undefined|Object|Map|Set|String|Boolean|BigInt|Symbol|JSON|Date|RegExp|((Type|Range|Reference|Syntax|Eval|URI)?Error)|((Float|Int|Uint)\d+(Clamped)?Array))$/;

/** Declarations at the top of a module that give such a name another meaning, where the generated code uses it. */
export function shadowedBuiltins(file: ts.SourceFile, code: string): readonly ts.Identifier[] {
  const used = new Set(code.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu));
  return topLevelNames(file).filter(({ text }) => builtins.test(text) && used.has(text));
}

function topLevelNames(file: ts.SourceFile): readonly ts.Identifier[] {
  const found: ts.Identifier[] = [];
  const add = (name: ts.Node | undefined): void => {
    if (!name) return;
    if (ts.isIdentifier(name)) found.push(name);
    else ts.forEachChild(name, (child) => (ts.isBindingElement(child) ? add(child.name) : undefined));
  };
  for (const statement of file.statements) {
    if (ts.isVariableStatement(statement)) for (const one of statement.declarationList.declarations) add(one.name);
    if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement)) {
      add(statement.name);
    }
    if (ts.isImportDeclaration(statement) && !statement.importClause?.isTypeOnly) {
      const { name, namedBindings } = statement.importClause ?? {};
      add(name);
      if (namedBindings && ts.isNamespaceImport(namedBindings)) add(namedBindings.name);
      if (namedBindings && ts.isNamedImports(namedBindings)) for (const one of namedBindings.elements) add(one.name);
    }
  }
  return found;
}
