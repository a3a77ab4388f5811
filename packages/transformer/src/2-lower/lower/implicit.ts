import { ts } from "../../frontend/ts.js";
import { constant, isReference, newScope } from "../../ir/build.js";
import type { Atom, Type } from "../../ir/types.js";
import { isOptionalType } from "./annotations.js";
import { makeError } from "./errors.js";
import { type CatchHandler, isProtected } from "./handlers.js";
import type { Activation, Lowering } from "./state.js";
import { inBlock } from "./state.js";
import { raise } from "./throws.js";
import { compute, mayBeMissing, test, typeOf } from "./values.js";

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

/** The same of what a name is looked for in: `"v" in shape`. */
export function guardObject(l: Lowering, base: Atom, node: ts.BinaryExpression): void {
  guard(l, base, isAsserted(l, withoutParentheses(node.right)), node, "use 'in' operator to search in undefined");
}

/** The same of what is listed or assigned to: `Object.keys(shape)`. */
export function guardListed(l: Lowering, base: Atom, node: ts.Expression): void {
  guard(l, base, isAsserted(l, withoutParentheses(node)), node, "convert undefined or null to object");
}

function sourceOf({ parent }: ts.Node): ts.Expression | undefined {
  if (ts.isVariableDeclaration(parent)) return parent.initializer;
  return ts.isBinaryExpression(parent) ? parent.right : undefined;
}

/** A call of what is no function, or `new` of it; of a value that is not there. */
export function guardCallee(l: Lowering, callee: Atom, node: ts.Node): void {
  const isNew = ts.isNewExpression(node);
  if (!isNew && (!ts.isCallExpression(node) || node.questionDotToken !== undefined)) return;
  const asserts = isAsserted(l, withoutParentheses(node.expression));
  if (callee.kind === "constant" || !mayBeMissing(l, callee) || !isWatched(l, asserts)) return;
  const text = node.expression.getText().replace(/!$/, "");
  const message = `${text} is not a ${isNew ? "constructor" : "function"}`;
  throwWhere(l, test(l, "isNullish", callee), `new TypeError(${JSON.stringify(message)})`, node);
}

/** The key of a WeakMap or WeakSet, which is an object. */
export function guardWeakKey(l: Lowering, key: Atom, node: ts.CallExpression): void {
  const base = ts.isPropertyAccessExpression(node.expression) ? node.expression.expression : node;
  const [argument] = node.arguments;
  if (argument === undefined || !/^Weak/.test(l.program.ctx.frontend.typeOf(base).symbol?.name ?? "")) return;
  if (!mayBeMissing(l, key) || !isWatched(l, isAsserted(l, withoutParentheses(argument)))) return;
  throwWhere(l, test(l, "isNullish", key), 'new TypeError("Invalid value used as a weak key")', node);
}

/** The length of a new array, which is no negative number; of a list that is no typed array, a whole one. */
export function guardLength(l: Lowering, length: Atom, isTyped: boolean, node: ts.Node): void {
  if (length.kind === "constant" && typeof length.value === "number" && length.value >= 0) return;
  if (!isWatched(l, false)) return;
  const isNegative = test(l, "lt", length, constant(0));
  const whole = compute(l, "floor", length);
  const condition = isTyped ? isNegative : test(l, "or", isNegative, test(l, "ne", whole, length));
  throwWhere(l, condition, `new RangeError(${JSON.stringify("Invalid array length")})`, node);
}

function guard(l: Lowering, base: Atom, asserts: boolean, node: ts.Node, what: string): void {
  if (base.kind === "constant" || !hasProperties(typeOf(base)) || !mayBeMissing(l, base)) return;
  if (!isWatched(l, asserts)) return;
  throwWhere(l, test(l, "isNullish", base), `new TypeError(${JSON.stringify(`Cannot ${what}`)})`, node);
}

const hasProperties = (type: Type): boolean =>
  isReference(type) || type.kind === "union" || type.kind === "string" || type.kind === "opaque";

/** Notes that an error of the language may come here; whether it is looked for. */
function isWatched(l: Lowering, asserts: boolean): boolean {
  l.activation.isFragile = true;
  l.activation.isTrusting ||= asserts;
  const handler = innermostCatch(l);
  if (handler === undefined) return false;
  handler.isTrusting ||= asserts;
  return handler.watches === "all" || (handler.watches === "asserted" && asserts);
}

/** An error of the language where a condition holds. */
export function throwWhere(l: Lowering, condition: Atom, error: string, node: ts.Node): void {
  const then = inBlock(l, (inner) => throwLanguage(inner, error, node));
  const scope = newScope(l.program.ctx.ids);
  l.out.push({ kind: "if", scope, condition, then, else: [], results: [], span: undefined });
}

/** An error of the language, as it comes to who catches it. */
export function throwLanguage(l: Lowering, error: string, node: ts.Node): void {
  if (isProtected(l) || l.activation.outcome !== undefined) {
    raise(l, makeError(l, error, []), node);
    return;
  }
  l.activation.throws = true;
  l.out.push({ kind: "throw", text: error, args: [], span: undefined });
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
  if (ts.isAsExpression(inner)) {
    const type = l.program.ctx.frontend.typeOf(inner.expression);
    return isOptionalType(type) || (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0;
  }
  if (!ts.isIdentifier(inner)) return false;
  const declaration = l.program.ctx.frontend.declarationOf(inner);
  const initializer = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  const named = initializer && withoutParentheses(initializer);
  return named !== undefined && (ts.isNonNullExpression(named) || ts.isAsExpression(named)) && isAsserted(l, named);
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
