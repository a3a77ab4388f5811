import { ts } from "../../frontend/ts.js";
import { skipParentheses } from "./operators.js";

/** Declared by a file or namespace itself, so that code at the end of the file can name it. */
export const isFileLevel = (declaration: ts.Node): boolean => qualifierOf(declaration) !== undefined;

/** What stands before the name there: nothing, or `Outer.Inner.`; undefined if a function or namespace keeps it to itself. */
export function qualifierOf(declaration: ts.Node): string | undefined {
  const block = blockOf(declaration);
  if (ts.isSourceFile(block)) return "";
  // namespace Outer.Inner { … }
  const isWithin = ts.isModuleDeclaration(block);
  if (!isWithin && (!ts.isModuleBlock(block) || !isExported(declaration))) return undefined;
  const namespace = isWithin ? block : block.parent;
  const outer = qualifierOf(namespace);
  return outer === undefined ? undefined : `${outer}${namespace.name.getText()}.`;
}

const isExported = (declaration: ts.Node): boolean =>
  (ts.getCombinedModifierFlags(declaration as ts.Declaration) & ts.ModifierFlags.Export) !== 0;

/**
 * There is one for the whole program: declared by a file itself, or by a function that is called where it is written, as bundles
 * and older modules wrap their code.
 */
export function isModuleLevel(declaration: ts.Node): boolean {
  let at: ts.Node = declaration;
  for (;;) {
    const block = blockOf(at);
    if (ts.isSourceFile(block) || ts.isModuleBlock(block)) return true;
    const fn = block.parent;
    if (!ts.isBlock(block) || (!ts.isFunctionExpression(fn) && !ts.isArrowFunction(fn))) return false;
    const call = calledInPlace(fn);
    if (call === undefined) return false;
    at = statementOf(call);
  }
}

/** The list of statements that a declaration is in. */
function blockOf(declaration: ts.Node): ts.Node {
  let { parent } = declaration;
  if (ts.isVariableDeclarationList(parent)) parent = parent.parent;
  return ts.isVariableStatement(parent) ? parent.parent : parent;
}

/** The call of a function expression that is called once, where it stands or by the wrapper that gets it as an argument. */
function calledInPlace(fn: ts.FunctionExpression | ts.ArrowFunction): ts.CallExpression | undefined {
  if (namesItself(fn)) return undefined;
  const use = outermost(fn);
  const { parent } = use;
  if (ts.isCallExpression(parent)) {
    if (parent.expression === use) return parent;
    return isWrapper(skipParentheses(parent.expression)) ? parent : undefined;
  }
  // (function () { … }).call(this)
  const method = ts.isPropertyAccessExpression(parent) && parent.name.text === "call" ? parent : undefined;
  const call = method?.parent;
  return call !== undefined && ts.isCallExpression(call) && call.expression === method ? call : undefined;
}

/** `(function custom(a) { … custom(2) … })(1)` may run again. */
function namesItself(fn: ts.FunctionExpression | ts.ArrowFunction): boolean {
  const own = fn.name?.text;
  const isUsed = (node: ts.Node): boolean =>
    (ts.isIdentifier(node) && node.text === own) ||
    (ts.forEachChild(node, (child) => isUsed(child) || undefined) ?? false);
  return own !== undefined && isUsed(fn.body);
}

/** The head of a universal module: it calls what makes the module in one of several ways, once. */
const isWrapper = (callee: ts.Expression): boolean =>
  ts.isFunctionExpression(callee) && /\bexports\b/.test(callee.getText()) && /\bdefine\b/.test(callee.getText());

function outermost(node: ts.Node): ts.Node {
  let at = node;
  while (ts.isParenthesizedExpression(at.parent)) at = at.parent;
  return at;
}

/** The statement in which an expression is evaluated at once, if there is nothing else between. */
function statementOf(expression: ts.Node): ts.Node {
  let at = expression;
  while (ts.isExpression(at.parent) && !ts.isFunctionLike(at.parent)) at = at.parent;
  const { parent } = at;
  return ts.isVariableDeclaration(parent) || ts.isExpressionStatement(parent) || ts.isReturnStatement(parent)
    ? parent
    : at;
}
