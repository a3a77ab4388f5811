import { ts } from "../../frontend/ts.js";
import { newVariable } from "../../ir/build.js";
import { resolveType } from "../../ir/type.js";
import type { Atom, Type, Variable } from "../../ir/types.js";
import { placeType } from "./mixing.js";
import type { Lowering } from "./state.js";
import { openType, typeOf } from "./values.js";

// `values = Float64Array.from(values)`: where nothing sees the earlier value any more, a name that gets a value of another kind
// is another variable from there on, and neither has to hold values of both kinds.

/** The variable that `name = value` makes of a name; undefined if it stays the one that it is. */
export function nextLifetime(
  l: Lowering,
  variable: Variable,
  value: Atom,
  node: ts.BinaryExpression,
): Variable | undefined {
  const { left } = node;
  if (!ts.isIdentifier(left) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return undefined;
  const type = typeOf(value);
  if (!areOfTwoKinds(resolveType(variable.type), type)) return undefined;
  const found = l.scope.lookup(left.text);
  if (found?.binding.kind !== "variable" || found.binding.variable !== variable) return undefined;
  const { declaration, home } = found.binding;
  if (declaration === undefined || found.scope.owner !== l.activation) return undefined;
  // The side of a test that is decided by the types of the arguments always runs.
  const isSure = l.out === home || (l.returning.kind === "inline" && l.returning.sole?.body === l.out);
  if (!endsLifetime(declaration, node, left.text, isSure)) return undefined;
  const next = newVariable(l.program.ctx.ids, left.text, placeType(l.program, left, openType(l, type)));
  l.program.origins.set(next, left);
  // What is lowered later is what stands further down: it sees the new variable.
  found.scope.declare(left.text, { kind: "variable", variable: next, declaration, ...(home && { home }) });
  return next;
}

const kinds: ReadonlySet<string> = new Set(["number", "string", "boolean", "array", "tuple", "record", "map"]);

function areOfTwoKinds(a: Type, b: Type): boolean {
  if (!kinds.has(a.kind) || !kinds.has(b.kind)) return false;
  if (a.kind === "array" && b.kind === "array") return a.storage !== b.storage;
  const isList = ({ kind }: Type): boolean => kind === "array" || kind === "tuple";
  return a.kind !== b.kind && !(isList(a) && isList(b));
}

/** Whether each use of the name further down comes after the assignment and sees its value alone. */
function endsLifetime(declaration: ts.Node, node: ts.BinaryExpression, name: string, isSure: boolean): boolean {
  const home = homeOf(declaration);
  if (home === undefined || !isStraight(home, node)) return false;
  const later = usesIn(home, name);
  if (later === undefined) return false;
  if (isSure) return true;
  const last = Math.max(node.end, ...later.map((use) => use.end));
  for (let at: ts.Node = node; at.end < last; at = at.parent) if (at === home || isConditional(at)) return false;
  return true;
}

/** Where a name is declared, if each time that a use of it is reached it has been reached once since. */
export function isStraightTo(declaration: ts.Node, node: ts.Node): ts.Node | undefined {
  const home = homeOf(declaration);
  return home !== undefined && isStraight(home, node) ? home : undefined;
}

/** Whether no function has been made where the name stands that sees it: what it holds nobody else has changed. */
export function isBeforeCapture(declaration: ts.Node, node: ts.Node, name: string): boolean {
  const home = isStraightTo(declaration, node);
  if (home === undefined) return false;
  const sees = (at: ts.Node): boolean =>
    (ts.isIdentifier(at) && at.text === name) || (ts.forEachChild(at, (child) => sees(child) || undefined) ?? false);
  const isMade = (at: ts.Node): boolean =>
    ts.isFunctionLike(at)
      ? (at.pos < node.pos || ts.isFunctionDeclaration(at)) && sees(at)
      : (ts.forEachChild(at, (child) => isMade(child) || undefined) ?? false);
  return !(ts.forEachChild(home, (child) => isMade(child) || undefined) ?? false);
}

/** Each time that what is in it runs, the name is a new one. */
function homeOf(declaration: ts.Node): ts.Node | undefined {
  let at = declaration;
  while (isPartOfPattern(at)) at = at.parent;
  if (ts.isParameter(at)) return at.parent;
  if (!ts.isVariableDeclaration(at) || !ts.isVariableDeclarationList(at.parent)) return undefined;
  const list = at.parent;
  const isScoped = (list.flags & ts.NodeFlags.BlockScoped) !== 0;
  if (ts.isForOfStatement(list.parent) || ts.isForInStatement(list.parent)) return isScoped ? list.parent : undefined;
  const statement = list.parent;
  if (!ts.isVariableStatement(statement)) return undefined;
  const { parent } = statement;
  return isScoped || ts.isFunctionLike(parent.parent) ? parent : undefined;
}

const isPartOfPattern = (node: ts.Node): boolean =>
  ts.isIdentifier(node) ||
  ts.isBindingElement(node) ||
  ts.isObjectBindingPattern(node) ||
  ts.isArrayBindingPattern(node);

/** Nothing between leads back, or to another place than the next one. */
export function isStraight(home: ts.Node, node: ts.Node): boolean {
  for (let at = node; at !== home; at = at.parent) {
    if (at.parent === undefined || ts.isSourceFile(at)) return false;
    if (ts.isFunctionLike(at) || ts.isIterationStatement(at, false) || ts.isTryStatement(at)) return false;
    if (ts.isLabeledStatement(at) || ts.isParameter(at) || ts.isBindingElement(at)) return false;
    if (ts.isYieldExpression(at) || ts.isAwaitExpression(at)) return false;
  }
  const isLoopHead = ts.isForOfStatement(home) || ts.isForInStatement(home);
  return !isLoopHead || contains(home.statement, node);
}

const contains = (outer: ts.Node, inner: ts.Node): boolean => outer.pos <= inner.pos && inner.end <= outer.end;

/** Where the name stands, judged by its text; undefined if a function inside may keep it. */
function usesIn(home: ts.Node, name: string): readonly ts.Node[] | undefined {
  const found: ts.Node[] = [];
  let isKept = false;
  const visit = (node: ts.Node, nested: boolean): void => {
    if (ts.isIdentifier(node) && (node.text === name || node.text === "arguments")) {
      const { parent } = node;
      const isMember = ts.isPropertyAccessExpression(parent) && parent.name === node;
      const isKey = ts.isPropertyAssignment(parent) && parent.name === node;
      if (isMember || isKey) return;
      if (nested || node.text !== name) isKept = true;
      found.push(node);
    }
    ts.forEachChild(node, (child) => visit(child, nested || ts.isFunctionLike(child)));
  };
  visit(home, false);
  return isKept ? undefined : found;
}

/** Whether what is around a node may leave it out. */
function isConditional(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isBinaryExpression(parent)) return parent.right === node && isShortCircuit(parent.operatorToken.kind);
  if (ts.isConditionalExpression(parent)) return parent.condition !== node;
  if (ts.isIfStatement(parent)) return parent.expression !== node;
  if (ts.isCaseOrDefaultClause(node) || ts.isCaseOrDefaultClause(parent)) return true;
  return ts.isOptionalChain(parent) || ts.isTryStatement(parent);
}

const isShortCircuit = (kind: ts.SyntaxKind): boolean =>
  kind === ts.SyntaxKind.AmpersandAmpersandToken ||
  kind === ts.SyntaxKind.BarBarToken ||
  kind === ts.SyntaxKind.QuestionQuestionToken ||
  kind === ts.SyntaxKind.AmpersandAmpersandEqualsToken ||
  kind === ts.SyntaxKind.BarBarEqualsToken ||
  kind === ts.SyntaxKind.QuestionQuestionEqualsToken;
