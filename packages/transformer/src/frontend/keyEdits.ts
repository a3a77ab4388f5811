import type { Edit } from "./edits.js";
import { ts } from "./ts.js";

/**
 * Compilers that shorten names write those that have to stay as texts: `z["re"]` is `z.re`. Those that know no symbols have a function
 * for typeof.
 */
export function keyEdits(text: string, fileName: string): readonly Edit[] {
  const hasTypeof = /function _typeof\(/.test(text);
  if (!hasTypeof && !/\[(["'])[A-Za-z_$][\w$]*\1\]/.test(text)) return [];
  const file = ts.createSourceFile(fileName, text, ts.ScriptTarget.ESNext, false, ts.ScriptKind.JS);
  const edits: Edit[] = [];
  const visit = (node: ts.Node): void => {
    ts.forEachChild(node, visit);
    if (hasTypeof && ts.isCallExpression(node) && node.expression.getText(file) === "_typeof") {
      edits.push({ start: node.getStart(file), end: node.expression.end, text: "(typeof " });
      edits.push({ start: node.end, end: node.end, text: ")" });
    }
    if (!ts.isElementAccessExpression(node) || node.questionDotToken !== undefined) return;
    const key = node.argumentExpression;
    if (!ts.isStringLiteral(key) || !/^[A-Za-z_$][\w$]*$/.test(key.text)) return;
    const gap = text.slice(node.expression.end, node.end).replace(/[^\n]/g, "");
    edits.push({ start: node.expression.end, end: node.end, text: `.${key.text}${gap}` });
  };
  visit(file);
  return edits.sort((a, b) => a.start - b.start);
}
