import type { Edit } from "./edits.js";
import { wrappedClassEdits } from "./es5Classes.js";
import { prototypeEdits } from "./prototypeClasses.js";
import { ts } from "./ts.js";

/** What turns functions with a prototype into the classes that they are, so that they need nothing special afterwards. */
export function classEdits(text: string, fileName: string): readonly Edit[] {
  if (!/\.prototype\b|_createClass\(/.test(text)) return [];
  const file = ts.createSourceFile(fileName, text, ts.ScriptTarget.ESNext, true, ts.ScriptKind.JS);
  const edits: Edit[] = [];
  const visit = (node: ts.Node): void => {
    const own = ts.isCallExpression(node) ? wrappedClassEdits(node, file) : undefined;
    const listed = ts.isSourceFile(node) || ts.isBlock(node) ? prototypeEdits(node.statements, file) : [];
    edits.push(...(own ?? listed));
    if (own === undefined && listed.length === 0) ts.forEachChild(node, visit);
  };
  visit(file);
  return edits.sort((a, b) => a.start - b.start);
}
