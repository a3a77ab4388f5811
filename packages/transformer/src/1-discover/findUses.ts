import { ts } from "../frontend/ts.js";
import { type Binding, findBindings } from "./markers.js";

/** One mention, outside types, of something imported from the runtime package. */
export interface Use {
  readonly exported: string;
  readonly binding: Binding;
  /** The name, or the property access on the namespace. */
  readonly node: ts.Expression;
  /** The call of it, if it is called. */
  readonly call: ts.CallExpression | undefined;
}

/** Every use of the runtime package in a module, in source order. Names that shadow an import are not taken for it. */
export function findUses(file: ts.SourceFile, checker: ts.TypeChecker): readonly Use[] {
  const byName = new Map(findBindings(file).map((binding) => [binding.local.text, binding]));
  if (byName.size === 0) return [];
  const found: Use[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isIdentifier(node)) {
      const binding = byName.get(node.text);
      if (binding && isUseOf(node, binding, checker)) found.push(describe(node, binding));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function isUseOf(node: ts.Identifier, binding: Binding, checker: ts.TypeChecker): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) return false;
  const symbol = ts.isShorthandPropertyAssignment(parent)
    ? checker.getShorthandAssignmentValueSymbol(parent)
    : ts.isExportSpecifier(parent)
      ? checker.getExportSpecifierLocalTargetSymbol(parent)
      : checker.getSymbolAtLocation(node);
  return symbol?.declarations?.includes(binding.specifier) ?? false;
}

function describe(node: ts.Identifier, binding: Binding): Use {
  const { parent } = node;
  const isProperty = binding.exported === undefined && ts.isPropertyAccessExpression(parent);
  const expression: ts.Expression = isProperty ? parent : node;
  let outer: ts.Node = expression;
  while (ts.isParenthesizedExpression(outer.parent)) outer = outer.parent;
  const isCalled = ts.isCallExpression(outer.parent) && outer.parent.expression === outer;
  return {
    exported: binding.exported ?? (isProperty ? parent.name.text : binding.local.text),
    binding,
    node: expression,
    call: isCalled ? (outer.parent as ts.CallExpression) : undefined,
  };
}
