import { ts } from "../../frontend/ts.js";
import { constant } from "../../ir/build.js";
import type { Atom } from "../../ir/types.js";
import { captured } from "./captures.js";
import { asAtom } from "./expressions.js";
import { isHandedOn, isOnlyRead } from "./functions/spread.js";
import { makeArray } from "./literals.js";
import { isAssignment, type Scope, visitOwn } from "./scope.js";
import type { FunctionNode, Lowering, Operand } from "./state.js";

// `arguments` is what a call passes, as it was when the call began. Functions that change it, or read a
// parameter by it that they assign, are refused.

/** Whether a function reads its `arguments`, and does nothing else with them. */
export function readsArguments(node: FunctionNode): boolean {
  if (ts.isArrowFunction(node) || node.body === undefined) return false;
  const uses = usesIn(node);
  if (uses.length === 0 || !uses.every(isRead)) return false;
  // Outside of strict code, which bundlers do not always keep strict, they are other names of the parameters.
  const assigned = assignedParameters(node);
  const mayRead = (use: ts.Identifier): boolean => {
    const index = constantIndex(use);
    return !isLength(use) && (index === undefined || assigned.has(index));
  };
  return assigned.size === 0 || !uses.some(mayRead);
}

/** Makes the arguments of a call known by that name. */
export function bindArguments(l: Lowering, node: FunctionNode, operands: readonly Operand[]): void {
  if (!readsArguments(node)) return;
  const isWhole = usesIn(node).some((use) => !isLength(use) && constantIndex(use) === undefined);
  const array = isWhole ? listOf(l, operands, node, true) : undefined;
  l.scope.declare("arguments", { kind: "arguments", operands, array });
}

/** `arguments.length`, `arguments[0]`: known where the call is. */
export function argumentOperand(l: Lowering, node: ts.Expression): Operand | undefined {
  if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node)) return undefined;
  const { expression } = node;
  if (!ts.isIdentifier(expression) || expression.text !== "arguments") return undefined;
  const found = l.scope.lookup("arguments");
  if (found?.binding.kind !== "arguments") return undefined;
  if (isLength(expression)) return constant(found.binding.operands.length);
  const index = constantIndex(expression);
  return index === undefined ? undefined : seen(l, found.binding.operands[index] ?? constant(undefined), found.scope);
}

/** `Array.prototype.slice.call(arguments, 1)`, also under another name that is known, and `Array.from(arguments)`. */
export function slicedArguments(l: Lowering, node: ts.CallExpression, isKnown = isSlice(node)): Atom | undefined {
  const [list, from, ...more] = node.arguments;
  if (!isKnown || list === undefined || !ts.isIdentifier(list) || list.text !== "arguments") return undefined;
  const found = l.scope.lookup("arguments");
  if (found?.binding.kind !== "arguments" || more.length > 0 || (isFrom(node) && from !== undefined)) return undefined;
  const start = from === undefined ? 0 : ts.isNumericLiteral(from) ? Number(from.text) : undefined;
  if (start === undefined) return undefined;
  return listOf(
    l,
    found.binding.operands.slice(start).map((operand) => seen(l, operand, found.scope)),
    node,
    isHandedOn(node) || (ts.isVariableDeclaration(node.parent) && isOnlyRead(node.parent)),
  );
}

/** A list that nothing changes is known by what is in it. */
function listOf(l: Lowering, operands: readonly Operand[], node: ts.Node, isFixed: boolean): Atom {
  const atoms = operands.map((operand) => asAtom(l, operand, node));
  const array = makeArray(l, atoms);
  if (isFixed) l.program.rests.set(array, atoms);
  return array;
}

const seen = (l: Lowering, operand: Operand, scope: Scope): Operand =>
  operand.kind === "value" ? captured(l.activation, scope.owner, operand, l.program) : operand;

function usesIn(node: FunctionNode): readonly ts.Identifier[] {
  const uses: ts.Identifier[] = [];
  const visit = (child: ts.Node): void => {
    if (ts.isIdentifier(child) && child.text === "arguments" && !isPropertyName(child)) uses.push(child);
    // An arrow function has those of the function around it.
    if (!ts.isFunctionLike(child) || ts.isArrowFunction(child)) ts.forEachChild(child, visit);
  };
  if (node.body !== undefined) visit(node.body);
  return uses;
}

const isPropertyName = (node: ts.Identifier): boolean =>
  (ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) ||
  (ts.isPropertyAssignment(node.parent) && node.parent.name === node);

const isLength = ({ parent }: ts.Node): boolean =>
  ts.isPropertyAccessExpression(parent) && parent.name.text === "length";

function constantIndex(use: ts.Node): number | undefined {
  const { parent } = use;
  if (!ts.isElementAccessExpression(parent) || parent.expression !== use) return undefined;
  return ts.isNumericLiteral(parent.argumentExpression) ? Number(parent.argumentExpression.text) : undefined;
}

function isRead(use: ts.Identifier): boolean {
  const { parent } = use;
  if (ts.isSpreadElement(parent)) return true;
  if (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) {
    return parent.expression === use && (isLength(use) || ts.isElementAccessExpression(parent)) && !isChanged(parent);
  }
  if (!ts.isCallExpression(parent)) return false;
  const callee = parent.expression;
  const isApply = ts.isPropertyAccessExpression(callee) && callee.name.text === "apply";
  if (isApply) return parent.arguments[1] === use;
  return parent.arguments[0] === use && (isSlice(parent) || reading.test(callee.getText()));
}

/** What calls a method of arrays on it that only reads, if the name says which it is. */
const reading =
  /^(?:(?:\w+|Array\.prototype|\[\])\.)?(?:slice|map|forEach|filter|reduce|some|every|concat|indexOf|join)\.call$/;

const isSlice = (call: ts.CallExpression): boolean =>
  isFrom(call) || /^(Array\.prototype|\[\])\.slice\.call$/.test(call.expression.getText());

const isFrom = (call: ts.CallExpression): boolean => call.expression.getText() === "Array.from";

function isChanged(access: ts.Node): boolean {
  const { parent } = access;
  if (ts.isBinaryExpression(parent)) return parent.left === access && isAssignment(parent.operatorToken.kind);
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) return steps(parent);
  return ts.isDeleteExpression(parent);
}

const steps = ({ operator }: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression): boolean =>
  operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken;

/** The positions of the parameters that a function assigns. */
function assignedParameters(node: FunctionNode): ReadonlySet<number> {
  const names = node.parameters.map(({ name }) => (ts.isIdentifier(name) ? name.text : ""));
  const found = new Set<number>();
  visitOwn(node, (child) => {
    const isStore = ts.isBinaryExpression(child) && isAssignment(child.operatorToken.kind);
    const isStep = (ts.isPrefixUnaryExpression(child) || ts.isPostfixUnaryExpression(child)) && steps(child);
    const target = isStore ? child.left : isStep ? child.operand : undefined;
    if (target !== undefined && ts.isIdentifier(target)) found.add(names.indexOf(target.text));
  });
  found.delete(-1);
  return found;
}
