import { ts } from "../../../frontend/ts.js";
import type { ClassValue, Lowering } from "../state.js";

/** `new.target` in a constructor: the class of which an instance is made. */
export function newTarget({ constructing }: Lowering, node: ts.Expression): ClassValue | undefined {
  if (!ts.isMetaProperty(node) || node.keywordToken !== ts.SyntaxKind.NewKeyword) return undefined;
  let home: ts.Node = node.parent;
  while (!ts.isClassElement(home) && !ts.isSourceFile(home)) home = home.parent;
  return ts.isConstructorDeclaration(home) && home.parent === constructing?.cls.node
    ? constructing.instance.cls
    : undefined;
}
