import type { Frontend } from "../../frontend/frontend.js";
import { syntaxFrontend } from "../../frontend/syntax.js";
import { ts } from "../../frontend/ts.js";
import { callFunction } from "./calls.js";
import type { Closure, Lowering, Operand } from "./state.js";

/** Functions of the standard library that are written in TypeScript, by name; see 2-lower/prelude. */
export type Prelude = (name: string) => Closure;

const files = ["arrays", "buffers", "derivatives", "functions", "iterators", "iteratorHelpers", "math", "sort"];
const ownPackage = "@cotangent/transformer";
const prefix = "cotangent:prelude/";

export const isPrelude = (node: ts.Node): boolean => node.getSourceFile().fileName.startsWith(prefix);

/** Reads the texts when the first function is asked for. */
export function createPrelude({ ownSource }: Frontend): Prelude {
  const functions = new Map<string, Closure>();
  return (name) => {
    if (functions.size === 0)
      for (const file of files)
        readFunctions(ownSource(`${prefix}${file}.ts`, ownPackage, `src/2-lower/prelude/${file}.ts`), functions);
    const known = functions.get(name);
    if (known === undefined) throw new Error(`prelude: no function ${name}`);
    return known;
  };
}

function readFunctions(source: ts.SourceFile, functions: Map<string, Closure>): void {
  for (const node of source.statements) {
    if (!ts.isFunctionDeclaration(node) || node.name === undefined) continue;
    if (functions.has(node.name.text)) throw new Error(`prelude: two functions ${node.name.text}`);
    functions.set(node.name.text, { kind: "closure", node, scope: undefined, name: node.name.text });
  }
}

/** Names inside the prelude are looked up in its own text, and nothing else is known of it. */
export const withPrelude = (frontend: Frontend): Frontend => ({
  ...frontend,
  declarationOf: (node) => (isPrelude(node) ? syntaxFrontend : frontend).declarationOf(node),
  declarationsOf: (node) => (isPrelude(node) ? syntaxFrontend : frontend).declarationsOf(node),
  checkerAt: (node) => (isPrelude(node) ? frontend.checker() : frontend.checkerAt(node)),
});

/** Calls a function of the prelude; what is wrong inside is reported at the user's call. */
export const callPrelude = (l: Lowering, name: string, args: readonly Operand[], node: ts.Node): Operand =>
  callFunction({ ...l, site: l.site ?? node }, l.program.prelude(name), args, node);
