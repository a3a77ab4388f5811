import { ts } from "../../frontend/ts.js";
import { constant, newScope, primitive, undefinedType } from "../../ir/build.js";
import type { Atom, Block, Variable } from "../../ir/types.js";
import { visit } from "../../ir/walk.js";
import { captured } from "./captures.js";
import { holdNow, holdsSomething, readVariable } from "./heldValues.js";
import { nameOfType, skipParentheses } from "./operators.js";
import { type Binding, isAssignment, Scope } from "./scope.js";
import { isRefused, type Lowering } from "./state.js";
import { typeQuestion } from "./typeQuestions.js";
import { freshValue, mayBeMissing, test, typeOf } from "./values.js";

// `if (typeof value === "number") return value;` is no question about the type, which is known, but whether there is a value. What
// the rest of a package's function does is for values of other types then, and must not keep it from being read.

/** What a test says of a name: that its value is there, or that it is undefined or null. */
export interface Told {
  readonly name: ts.Identifier;
  readonly isMissing: boolean;
}

/** What holds where a condition is true, or false. Tests of TypeScript are the checker's. */
export function toldBy(l: Lowering, condition: ts.Expression, truth: boolean): readonly Told[] {
  if ((condition.flags & ts.NodeFlags.JavaScriptFile) === 0) return [];
  const told = holding(l, condition, truth);
  // What the condition itself may assign is another value by then.
  const isFixed = ({ name }: Told): boolean => l.scope.lookup(name.text)?.binding.kind === "value";
  return runsCode(condition) ? told.filter(isFixed) : told;
}

function runsCode(node: ts.Node): boolean {
  const isStep =
    ts.isBinaryExpression(node) ||
    ts.isIdentifier(node) ||
    ts.isTypeOfExpression(node) ||
    ts.isPrefixUnaryExpression(node);
  if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) return true;
  if (ts.isPrefixUnaryExpression(node) && node.operator !== ts.SyntaxKind.ExclamationToken) return true;
  if (!isStep && !ts.isParenthesizedExpression(node) && !ts.isLiteralExpression(node) && !ts.isToken(node)) return true;
  return ts.forEachChild(node, (child) => runsCode(child) || undefined) ?? false;
}

function holding(l: Lowering, expression: ts.Expression, truth: boolean): readonly Told[] {
  const node = skipParentheses(expression);
  if (ts.isIdentifier(node)) return truth ? [{ name: node, isMissing: false }] : [];
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return holding(l, node.operand, !truth);
  if (!ts.isBinaryExpression(node)) return [];
  const operator = node.operatorToken.kind;
  const isBoth = operator === (truth ? ts.SyntaxKind.AmpersandAmpersandToken : ts.SyntaxKind.BarBarToken);
  if (isBoth) return [...holding(l, node.left, truth), ...holding(l, node.right, truth)];
  const equality = equalities.get(operator);
  return equality === undefined ? [] : toldByEquality(l, node, equality.isEqual === truth, equality.isLoose);
}

const equalities: ReadonlyMap<ts.SyntaxKind, { readonly isEqual: boolean; readonly isLoose: boolean }> = new Map([
  [ts.SyntaxKind.EqualsEqualsToken, { isEqual: true, isLoose: true }],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, { isEqual: true, isLoose: false }],
  [ts.SyntaxKind.ExclamationEqualsToken, { isEqual: false, isLoose: true }],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, { isEqual: false, isLoose: false }],
]);

function toldByEquality(l: Lowering, node: ts.BinaryExpression, isEqual: boolean, isLoose: boolean): readonly Told[] {
  const [left, right] = [skipParentheses(node.left), skipParentheses(node.right)];
  const question = typeQuestion(l, left);
  if (question !== undefined) {
    const name = skipParentheses(question.expression);
    if (!ts.isIdentifier(name) || !ts.isStringLiteral(right)) return [];
    const atom = valueNamed(l, name);
    const known = atom === undefined ? undefined : nameOfType(typeOf(atom), atom);
    if (known !== right.text || known === "undefined" || known === "object") return [];
    return [{ name, isMissing: !isEqual }];
  }
  const isNothing = right.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(right) && right.text === "undefined");
  return isLoose && isNothing && ts.isIdentifier(left) ? [{ name: left, isMissing: isEqual }] : [];
}

/** What is told of names that a block does not assign. */
export function stillTold(l: Lowering, told: readonly Told[], block: Block): readonly Told[] {
  const assigned = new Set<Variable>();
  visit(block, (statement) => {
    if (statement.kind === "assign") assigned.add(statement.variable);
  });
  return told.filter(({ name }) => {
    const binding = l.scope.lookup(name.text)?.binding;
    return binding?.kind !== "variable" || !assigned.has(binding.variable);
  });
}

/** The names of which one side of a branch says, by what was told or by what it assigns, that their values are there at its end. */
export function presentAtEnd(l: Lowering, candidates: readonly Told[], told: readonly Told[]): readonly Told[] {
  return candidates.filter(({ name, isMissing }) => {
    const binding = l.scope.lookup(name.text)?.binding;
    if (isMissing || binding?.kind !== "variable") return false;
    const isSaid = told.some((one) => one.name.text === name.text && !one.isMissing);
    return holdsSomething(l, binding.variable) ?? isSaid;
  });
}

/** From here on names stand for what is told of them, to the end of the block whose scope this is. */
export function tell(l: Lowering, told: readonly Told[]): void {
  if (l.scope.shared) return;
  for (const { name, isMissing } of told) {
    const atom = valueNamed(l, name);
    const binding = l.scope.lookup(name.text)?.binding;
    if (atom === undefined || binding === undefined || atom.kind === "constant" || isRefused(l, atom)) continue;
    if (!mayBeMissing(l, atom) || typeOf(atom).kind === "undefined") continue;
    const known = isMissing ? nothing(l, atom) : l.out.define(typeOf(atom), primitive("present", atom));
    if (binding.kind === "variable") holdNow(l, binding.variable, known);
    else l.scope.declare(name.text, { kind: "value", atom: known });
  }
}

/** A place where that holds, for the right side of `value != null && …`. */
export function knowing(l: Lowering, told: readonly Told[]): Lowering {
  if (told.length === 0) return l;
  const inner: Lowering = { ...l, scope: new Scope(l.scope, l.activation) };
  tell(inner, told);
  return inner;
}

/** The same where the right side of a logical operator runs. */
export const knowingLeft = (l: Lowering, { left, operatorToken }: ts.BinaryExpression): Lowering =>
  knowing(l, toldBy(l, left, operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken));

/** The value of a name, if it is no memory. */
function valueNamed(l: Lowering, name: ts.Identifier): Atom | undefined {
  const found = l.scope.lookup(name.text);
  if (found === undefined || found.scope.owner !== l.activation) return undefined;
  const binding: Binding = found.binding;
  if (binding.kind === "value") return captured(l.activation, found.scope.owner, binding.atom, l.program);
  return binding.kind === "variable" ? readVariable(l, binding.variable) : undefined;
}

/** Undefined or null, whichever a value is that is one of them. */
export function nothing(l: Lowering, atom: Atom): Atom {
  const value = freshValue(l, undefinedType);
  const condition = test(l, "eq", atom, constant(null));
  const results = [{ value, then: constant(null), else: constant(undefined) }];
  const scope = newScope(l.program.ctx.ids);
  l.out.push({ kind: "if", scope, condition, then: [], else: [], results, span: undefined });
  l.program.elements.add(value);
  return value;
}
