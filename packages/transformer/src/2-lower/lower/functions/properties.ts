import { ts } from "../../../frontend/ts.js";
import { lowerOperand } from "../expressions.js";
import { skipParentheses } from "../operators.js";
import { Scope } from "../scope.js";
import type { Closure, Lowering, Operand } from "../state.js";

// `function back(t) { … }  back.overshoot = custom;` beside it: what a property of a function is, where it is given once and is what
// cannot change. A property is stored nowhere then, and known where the function is.

/** The property of a function that is known now; undefined if it is not known what it is. */
export function ownProperty(l: Lowering, fn: Closure, name: string, node: ts.Node): Operand | undefined {
  const home = homeOf(fn.node);
  const given = home === undefined ? undefined : onlyStore(home, name);
  if (given === undefined || home === undefined || isBefore(node, given, home.block)) return undefined;
  const value = skipParentheses(given.right);
  const scope = fn.scope ?? new Scope(undefined, l.activation);
  if (ts.isFunctionExpression(value) || ts.isArrowFunction(value))
    return { kind: "closure", node: value, scope: fn.scope, name };
  if (ts.isNumericLiteral(value)) return isOutside(home) ? undefined : lowerOperand({ ...l, scope }, value);
  if (!ts.isIdentifier(value)) return undefined;
  const binding = scope.lookup(value.text)?.binding;
  if (binding?.kind === "function") return binding.value;
  if (binding?.kind === "value" && !isOutside(home)) return lowerOperand({ ...l, scope, given: new Map() }, value);
  if (binding !== undefined) return undefined;
  const operand = lowerOperand({ ...l, scope, given: new Map() }, value);
  return operand.kind === "closure" ? operand : undefined;
}

/** `back.overshoot = custom;`: it says what a property is, and does nothing more. */
export function isOwnProperty(l: Lowering, node: ts.BinaryExpression): boolean {
  const left = skipParentheses(node.left);
  if (!ts.isPropertyAccessExpression(left) || !ts.isIdentifier(left.expression)) return false;
  const binding = l.scope.lookup(left.expression.text)?.binding;
  const fn = binding?.kind === "function" && binding.value.kind === "closure" ? binding.value : undefined;
  const home = fn === undefined ? undefined : homeOf(fn.node);
  if (fn === undefined || home === undefined || onlyStore(home, left.name.text) !== node) return false;
  return ownProperty(l, fn, left.name.text, node) !== undefined;
}

/** Is the property asked for where it is not given yet? */
function isBefore(node: ts.Node, given: ts.Node, block: ts.Node): boolean {
  if (node.end > given.pos) return false;
  let at = node.parent;
  while (at !== undefined && at !== block && !ts.isFunctionLike(at)) at = at.parent;
  return at === block;
}

interface Home {
  readonly name: string;
  readonly block: ts.Block | ts.SourceFile;
}

/** The name and the block in which a function is declared. */
function homeOf(fn: ts.Node): Home | undefined {
  const declared = ts.isFunctionDeclaration(fn) ? fn : constantOf(fn);
  const name = declared?.name;
  const statement = declared !== undefined && ts.isVariableDeclaration(declared) ? declared.parent.parent : declared;
  const block = statement?.parent;
  if (name === undefined || !ts.isIdentifier(name) || block === undefined) return undefined;
  return ts.isBlock(block) || ts.isSourceFile(block) ? { name: name.text, block } : undefined;
}

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
