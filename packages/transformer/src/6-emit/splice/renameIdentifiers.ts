import MagicString from "magic-string";
import { ts } from "../../frontend/ts.js";

/** Generated code with some of the outer names it refers to replaced; names of properties stay. */
export function renameIdentifiers(code: string, names: ReadonlyMap<string, string>): string {
  const file = ts.createSourceFile("generated.ts", code, ts.ScriptTarget.ESNext, true);
  const text = new MagicString(code);
  const visit = (node: ts.Node): void => {
    const renamed = ts.isIdentifier(node) ? names.get(node.text) : undefined;
    if (renamed !== undefined && !isPropertyName(node)) text.update(node.getStart(file), node.end, renamed);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return text.toString();
}

const isPropertyName = ({ parent, pos }: ts.Node): boolean =>
  (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent)) &&
  parent.name.pos === pos;
