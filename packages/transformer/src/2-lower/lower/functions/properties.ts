import { ts } from "../../../frontend/ts.js";
import { lowerOperand } from "../expressions.js";
import { skipParentheses } from "../operators.js";
import { Scope } from "../scope.js";
import type { Closure, Lowering, Operand } from "../state.js";
import { hasRecord } from "./objects.js";

// `function back(t) { … }  back.overshoot = custom;` at the top of a module: what a property of a function is, where it is given once
// and is what cannot change. It is known where the function is.

/** The property of a function of a module; undefined if it is not known what it is. */
export function ownProperty(l: Lowering, fn: Closure, name: string): Operand | undefined {
  if (hasRecord(fn)) return undefined;
  const home = homeOf(fn.node);
  const given = home && onlyStore(home, name);
  if (given === undefined || home === undefined) return undefined;
  const value = skipParentheses(given.right);
  const scope = fn.scope ?? new Scope(undefined, l.activation);
  if (ts.isFunctionExpression(value) || ts.isArrowFunction(value))
    return { kind: "closure", node: value, scope: fn.scope, name };
  if (ts.isNumericLiteral(value)) return isOutside(home) ? undefined : lowerOperand({ ...l, scope }, value);
  if (!ts.isIdentifier(value)) return undefined;
  const binding = scope.lookup(value.text)?.binding;
  if (binding !== undefined) return binding.kind === "function" ? binding.value : undefined;
  const operand = lowerOperand({ ...l, scope, given: new Map() }, value);
  return operand.kind === "closure" ? operand : undefined;
}

interface Home {
  readonly name: string;
  readonly block: ts.Block | ts.SourceFile;
}

/** The name and the block in which a function is declared. */
function homeOf(fn: ts.Node): Home | undefined {
  const declared = declarationOf(fn);
  const name = declared?.name;
  const statement = declared !== undefined && ts.isVariableDeclaration(declared) ? declared.parent.parent : declared;
  const block = statement?.parent;
  if (name === undefined || !ts.isIdentifier(name) || block === undefined) return undefined;
  return ts.isBlock(block) || ts.isSourceFile(block) ? { name: name.text, block } : undefined;
}

/** What gives a function its name, for good. */
export const declarationOf = (fn: ts.Node): ts.FunctionDeclaration | ts.VariableDeclaration | undefined =>
  ts.isFunctionDeclaration(fn) ? fn : constantOf(fn);

function constantOf(fn: ts.Node): ts.VariableDeclaration | undefined {
  let at: ts.Node | undefined = fn.parent;
  while (at !== undefined && (ts.isParenthesizedExpression(at) || ts.isAsExpression(at))) at = at.parent;
  if (at === undefined || !ts.isVariableDeclaration(at)) return undefined;
  return (ts.getCombinedNodeFlags(at) & ts.NodeFlags.Const) !== 0 ? at : undefined;
}

/** The statement of the block that gives the property, if nothing else in it stores something under that name. */
function onlyStore({ name, block }: Home, property: string): ts.BinaryExpression | undefined {
  const stores: ts.BinaryExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isBinaryExpression(node) && ts.isPropertyAccessExpression(node.left)) {
      const { operatorToken, left } = node;
      const isStore =
        operatorToken.kind >= ts.SyntaxKind.FirstAssignment && operatorToken.kind <= ts.SyntaxKind.LastAssignment;
      if (isStore && left.name.text === property && left.expression.getText() === name) stores.push(node);
    }
    ts.forEachChild(node, visit);
  };
  visit(block);
  const [only, ...more] = stores;
  const statement = only?.parent;
  const isOwn =
    only?.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    statement !== undefined &&
    ts.isExpressionStatement(statement) &&
    statement.parent === block;
  return isOwn && more.length === 0 ? only : undefined;
}

/** A function of a module: other modules may store another number there. */
const isOutside = ({ block }: Home): boolean => ts.isSourceFile(block);
