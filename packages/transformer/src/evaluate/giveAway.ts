import { ts } from "../frontend/ts.js";
import { lookup } from "./frames.js";
import { type Frame, isOneOf, isThing, unknown, type Value } from "./things.js";

// What code that is not followed may have changed: all that it can reach.

const seen = new WeakMap<Frame, Set<ts.Node>>();

/** Nothing is known any more of what a value leads to. */
export function giveAway(value: Value): void {
  if (isOneOf(value)) for (const one of value.values) giveAway(one);
  if (!isThing(value) || value.isGivenAway || value.kind === "builtin") return;
  value.isGivenAway = true;
  for (const { value: held, getter, setter } of value.properties.values())
    for (const one of [held, getter, setter]) giveAway(one);
  for (const item of value.items) giveAway(item);
  giveAway(value.prototype);
  // Who has a function may call it.
  if (value.code !== undefined) giveAwayRegion(value.code.node, value.code.frame);
}

/** Nothing is known any more of what a piece of the program may assign, store in or hand on. */
export function giveAwayRegion(region: ts.Node, frame: Frame): void {
  const done = seen.get(frame) ?? new Set();
  seen.set(frame, done);
  if (done.has(region)) return;
  done.add(region);
  const visit = (node: ts.Node): void => {
    for (const target of targetsOf(node)) assign(frame, target);
    if (ts.isIdentifier(node) && isUsed(node)) {
      const variable = lookup(frame, node.text);
      if (variable !== undefined) giveAway(variable.read?.() ?? variable.value);
    }
    ts.forEachChild(node, visit);
  };
  visit(region);
}

/** Whether a name stands for a value there, and not for a property. */
function isUsed(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name !== node;
  if (ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent)) return parent.name !== node;
  return !ts.isTypeOfExpression(parent);
}

function assign(frame: Frame, target: ts.Node): void {
  if (!ts.isIdentifier(target)) {
    ts.forEachChild(target, (child) => assign(frame, child));
    return;
  }
  const variable = lookup(frame, target.text);
  if (variable === undefined || variable.read !== undefined) return;
  giveAway(variable.value);
  variable.value = unknown;
}

function targetsOf(node: ts.Node): readonly ts.Node[] {
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment ? [node.left] : [];
  }
  if (ts.isVariableDeclaration(node)) return [node.name];
  if (ts.isForInStatement(node) || ts.isForOfStatement(node)) return [node.initializer];
  return ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node) ? [node.operand] : [];
}
