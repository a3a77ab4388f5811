import ts from "typescript";
import { changesOf } from "./changes.js";

/** One small change of the compiler's source. */
export interface Mutant {
  readonly id: number;
  readonly file: string;
  readonly line: number;
  readonly before: string;
  readonly after: string;
}

/**
 * A module with all of its mutants in it: where `$mutant(id)` is true, the changed text runs instead. So the compiler is bundled once,
 * and what runs tells which mutants it reaches. Within a changed text everything is as it was, since one mutant is active at a time.
 */
export function instrument(
  source: string,
  file: string,
  first: number,
): { readonly code: string; readonly mutants: readonly Mutant[] } {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.ES2022, true);
  const mutants: Mutant[] = [];
  const write = (node: ts.Node): string => {
    let text = "";
    let at = node.getStart(tree);
    ts.forEachChild(node, (child) => {
      if (child.getStart(tree) < at) return;
      text += source.slice(at, child.getStart(tree)) + write(child);
      at = child.end;
    });
    text += source.slice(at, node.end);
    for (const { after, isStatement } of changesOf(node)) {
      const id = first + mutants.length;
      const { line } = tree.getLineAndCharacterOfPosition(node.getStart(tree));
      mutants.push({ id, file, line: line + 1, before: node.getText(tree), after });
      text = isStatement
        ? `{ if ($mutant(${id})) { ${after} } else { ${text} } }`
        : `($mutant(${id}) ? (${after}) : ${text})`;
    }
    return text;
  };
  const body = tree.statements.map(write).join("\n");
  return { code: `const { $mutant } = globalThis as any;\n${body}\n`, mutants };
}
