import type { Frontend } from "./frontend.js";
import { createOwnSources } from "./ownSources.js";
import { ts } from "./ts.js";

const needsNone = (): never => {
  throw new Error("frontend: text of the compiler needs no type checker");
};

/** Names of a file itself, by syntax alone: for source text that comes with the compiler. */
export const syntaxFrontend: Frontend = {
  declarationOf,
  declarationsOf: (node) => [declarationOf(node) ?? []].flat(),
  requiredBy: () => undefined,
  typeOf: () => {
    throw new Error("frontend: text of the compiler has no types");
  },
  ownSource: (...source) => createOwnSources()(...source),
  sourceFiles: () => [],
  runningFiles: () => [],
  userFiles: () => [],
  runningFile: () => undefined,
  checker: needsNone,
  checkerAt: needsNone,
};

function declarationOf(node: ts.Node): ts.Declaration | undefined {
  if (!ts.isIdentifier(node)) return undefined;
  for (const statement of node.getSourceFile().statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name?.text === node.text) return statement;
    if (!ts.isVariableStatement(statement)) continue;
    const { declarations } = statement.declarationList;
    const found = declarations.find((known) => ts.isIdentifier(known.name) && known.name.text === node.text);
    if (found !== undefined) return found;
  }
  return undefined;
}

export const isJavaScript = ({ fileName }: ts.SourceFile): boolean => /\.[cm]?jsx?$/.test(fileName);
