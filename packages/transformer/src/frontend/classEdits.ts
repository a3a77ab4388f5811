import { definedFieldEdits } from "./definedFields.js";
import type { Edit } from "./edits.js";
import { enumEdits } from "./enumEdits.js";
import { wrappedClassEdits } from "./es5Classes.js";
import { prototypeEdits } from "./prototypeClasses.js";
import { memberEdits } from "./prototypeMembers.js";
import { ts } from "./ts.js";

/** What may be one of the forms that are looked for. */
const signs =
  /\.prototype\b|_createClass\(|\|\| \((?:exports\.\w+ = )?\w+ = \{\}\)\)|^[A-Z]\w*\.\w+ = |Object\.definePropert/m;

/** What turns functions with a prototype into the classes that they are, so that they need nothing special afterwards; so for enums. */
export function classEdits(text: string, fileName: string): readonly Edit[] {
  if (!signs.test(text)) return [];
  const file = ts.createSourceFile(fileName, text, ts.ScriptTarget.ESNext, true, ts.ScriptKind.JS);
  const edits: Edit[] = [];
  const isGone = (node: ts.Node): boolean =>
    edits.some(({ start, end }) => start < end && start <= node.getStart(file) && node.end <= end);
  const visit = (node: ts.Node): void => {
    if (isGone(node)) return;
    const own = ts.isCallExpression(node) ? wrappedClassEdits(node, file) : undefined;
    const isList = ts.isSourceFile(node) || ts.isBlock(node);
    const listed = isList ? prototypeEdits(node.statements, file) : [];
    const behind = isList
      ? [...memberEdits(node.statements, file), ...enumEdits(node.statements, file, ts.isSourceFile(node))]
      : [];
    edits.push(...(own ?? [...listed, ...behind]));
    if (ts.isExpressionStatement(node)) edits.push(...definedFieldEdits(node, file));
    if (own === undefined && listed.length === 0) ts.forEachChild(node, visit);
  };
  visit(file);
  return edits.sort((a, b) => a.start - b.start);
}
