import MagicString from "magic-string";
import { ts } from "../../frontend/ts.js";

/** Generated TypeScript as JavaScript, for modules that are JavaScript: types go, everything else stays as it is. */
export function stripTypes(code: string): string {
  const file = ts.createSourceFile("generated.ts", code, ts.ScriptTarget.ESNext, true);
  const text = new MagicString(code);
  const removeArguments = (list: ts.NodeArray<ts.Node> | undefined): void => {
    if (list) text.remove(list.pos - 1, code.indexOf(">", list.end) + 1);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) {
      text.remove(node.getFullStart(), node.end);
      return;
    }
    if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) {
      text.remove(node.expression.end, node.end);
      visit(node.expression);
      return;
    }
    if (ts.isNonNullExpression(node)) text.remove(node.end - 1, node.end);
    if (ts.isParameter(node) || ts.isVariableDeclaration(node) || ts.isFunctionLike(node)) {
      if (node.type) text.remove(code.lastIndexOf(":", node.type.getStart(file)), node.type.end);
    }
    if (ts.isFunctionLike(node)) removeArguments(node.typeParameters);
    if (ts.isNewExpression(node) || ts.isCallExpression(node)) removeArguments(node.typeArguments);
    ts.forEachChild(node, (child) => {
      if (!ts.isTypeNode(child)) visit(child);
    });
  };
  visit(file);
  return text.toString().trimStart();
}
