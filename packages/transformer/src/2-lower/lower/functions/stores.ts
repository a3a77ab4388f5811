import { checkerOf } from "../../../frontend/frontend.js";
import { ts } from "../../../frontend/ts.js";
import { isAssignment } from "../scope.js";
import type { ProgramState } from "../state.js";

/** The places that a node stores to. */
export function storesOf(node: ts.Node): readonly ts.Expression[] {
  if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) return targets(node.left);
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    const { operator } = node;
    const steps = operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken;
    return steps ? [node.operand] : [];
  }
  if (ts.isDeleteExpression(node)) return [node.expression];
  if (ts.isForOfStatement(node) || ts.isForInStatement(node))
    return ts.isVariableDeclarationList(node.initializer) ? [] : targets(node.initializer);
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  return changing.has(node.expression.name.text) ? [node.expression.expression] : [];
}

/** A store in what an assignment is to; the whole binding is a constant. */
const targets = (left: ts.Expression): readonly ts.Expression[] =>
  ts.isArrayLiteralExpression(left) || ts.isObjectLiteralExpression(left) ? accessesIn(left) : [left];

function accessesIn(pattern: ts.Node): readonly ts.Expression[] {
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) found.push(node);
    else ts.forEachChild(node, visit);
  };
  visit(pattern);
  return found;
}

/** The same of what runs in the program: a method of its own by one of these names changes what its own text says. */
export function changesOf(program: ProgramState, node: ts.Node): readonly ts.Expression[] {
  const stores = storesOf(node);
  return ts.isCallExpression(node) ? stores.filter((receiver) => mayBeOfLibrary(program, receiver)) : stores;
}

/** Whether one of the library's collections, or of a class that extends it, can be here. */
function mayBeOfLibrary({ ctx: { frontend } }: ProgramState, receiver: ts.Expression): boolean {
  const type = frontend.typeOf(receiver);
  const checker = checkerOf(type) as ResolvingChecker;
  return collections.some((name) => {
    const made = checker.resolveName(name, undefined, ts.SymbolFlags.Value, false);
    const prototype = made && checker.getPropertyOfType(checker.getTypeOfSymbol(made), "prototype");
    const instance = prototype && checker.getTypeOfSymbol(prototype);
    return instance && (checker.isTypeAssignableTo(instance, type) || checker.isTypeAssignableTo(type, instance));
  });
}

interface ResolvingChecker extends ts.TypeChecker {
  resolveName(name: string, at: undefined, meaning: ts.SymbolFlags, excludesGlobals: boolean): ts.Symbol | undefined;
}

const collections = ["Array", "Map", "Set", "WeakMap", "WeakSet", "Float64Array"];

const changing: ReadonlySet<string> = new Set([
  "push",
  "pop",
  "shift",
  "unshift",
  "splice",
  "sort",
  "reverse",
  "fill",
  "copyWithin",
  "set",
  "add",
  "delete",
  "clear",
]);

/** The name at the start of `a.b[c].d`, or `this`. */
export function rootOf(expression: ts.Expression): ts.Identifier | ts.ThisExpression | undefined {
  let node = expression;
  while (
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node)
  ) {
    node = node.expression;
  }
  return ts.isIdentifier(node) || node.kind === ts.SyntaxKind.ThisKeyword
    ? (node as ts.Identifier | ts.ThisExpression)
    : undefined;
}
