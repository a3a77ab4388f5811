import { ts } from "../../frontend/ts.js";
import { isReference, newScope } from "../../ir/build.js";
import type { Atom } from "../../ir/types.js";
import { isOptionalType } from "./annotations.js";
import { makeError } from "./errors.js";
import type { CatchHandler } from "./handlers.js";
import type { Activation, Lowering } from "./state.js";
import { inBlock } from "./state.js";
import { raise } from "./throws.js";
import { mayBeMissing, test, typeOf } from "./values.js";

/**
 * Reading a property of undefined throws. Where a `catch` would be reached by nothing else, that is tested for before, so that the
 * exception is a jump like any other. Where others come as well, only what is asserted to be there is tested: `map.get(k)!.v`.
 * Elsewhere the exception leaves the program.
 */
export function guardBase(l: Lowering, base: Atom, name: string, node: Access): void {
  guard(l, base, assertsPresence(l, node), node, `read properties of undefined (reading ${name})`);
}

/** The same of what is written to; of a value that is not there, after it is known what to write. */
export function guardTarget(l: Lowering, base: Atom, node: Access): void {
  guard(l, base, assertsPresence(l, node), node, "set properties of undefined");
}

/** The same of what a pattern takes apart. */
export function guardSource(l: Lowering, source: Atom, pattern: ts.Node): void {
  const written = sourceOf(pattern);
  const asserts = written !== undefined && isAsserted(l, withoutParentheses(written));
  guard(l, source, asserts, pattern, "destructure undefined");
}

/** The same of what is iterated over. */
export function guardIterated(l: Lowering, items: Atom, node: ts.Expression): void {
  guard(l, items, isAsserted(l, withoutParentheses(node)), node, "iterate over undefined");
}

function sourceOf({ parent }: ts.Node): ts.Expression | undefined {
  if (ts.isVariableDeclaration(parent)) return parent.initializer;
  return ts.isBinaryExpression(parent) ? parent.right : undefined;
}

function guard(l: Lowering, base: Atom, asserts: boolean, node: ts.Node, what: string): void {
  if (base.kind === "constant" || !isReference(typeOf(base)) || !mayBeMissing(l, base)) return;
  l.activation.isFragile = true;
  l.activation.isTrusting ||= asserts;
  const handler = innermostCatch(l);
  if (handler === undefined) return;
  handler.isTrusting ||= asserts;
  if (handler.watches === "none" || (handler.watches === "asserted" && !asserts)) return;
  const condition = test(l, "isNullish", base);
  const then = inBlock(l, (inner) => {
    raise(inner, makeError(inner, `new TypeError(${JSON.stringify(`Cannot ${what}`)})`, []), node);
  });
  l.out.push({
    kind: "if",
    scope: newScope(l.program.ctx.ids),
    condition,
    then,
    else: [],
    results: [],
    span: undefined,
  });
}

export type Access = ts.PropertyAccessExpression | ts.ElementAccessExpression | ts.CallExpression;

/** Whether the program says of what is read from that it is there, though its type does not: `m.get(k)!`, or a name for that. */
function assertsPresence(l: Lowering, node: ts.Expression): boolean {
  const expression = ts.isCallExpression(node) || isAccess(node) ? node.expression : node;
  const base = ts.isCallExpression(node) && isAccess(expression) ? expression.expression : expression;
  return isAsserted(l, withoutParentheses(base));
}

function isAsserted(l: Lowering, inner: ts.Expression): boolean {
  if (ts.isNonNullExpression(inner)) return true;
  if (ts.isAsExpression(inner)) return isOptionalType(l.program.ctx.frontend.typeOf(inner.expression));
  if (!ts.isIdentifier(inner)) return false;
  const declaration = l.program.ctx.frontend.declarationOf(inner);
  const initializer = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  return initializer !== undefined && ts.isNonNullExpression(withoutParentheses(initializer));
}

export const isAccess = (node: ts.Node): node is ts.PropertyAccessExpression | ts.ElementAccessExpression =>
  ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);

const withoutParentheses = (node: ts.Expression): ts.Expression =>
  ts.isParenthesizedExpression(node) ? withoutParentheses(node.expression) : node;

function innermostCatch(l: Lowering): CatchHandler | undefined {
  const handler = l.handlers.findLast((each) => each.kind === "catch");
  return handler?.kind === "catch" ? handler : undefined;
}

/** Whether the function, or one that it calls, throws an error of the language that the innermost `catch` looks for. */
export function throwsToCatch(l: Lowering, activation: Activation): boolean {
  const handler = innermostCatch(l);
  if (handler === undefined) return false;
  const isTrusting = somewhere(activation, (each) => each.isTrusting);
  handler.isTrusting ||= isTrusting;
  if (handler.watches === "all") return somewhere(activation, (each) => each.isFragile);
  return handler.watches === "asserted" && isTrusting;
}

/** In the function, or in one that it calls. */
function somewhere(
  activation: Activation,
  holds: (each: Activation) => boolean,
  seen = new Set<Activation>(),
): boolean {
  if (holds(activation)) return true;
  if (seen.has(activation)) return false;
  seen.add(activation);
  return activation.calls.some(({ callee }) => somewhere(callee, holds, seen));
}
