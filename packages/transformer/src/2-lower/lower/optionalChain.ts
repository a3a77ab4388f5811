import { ts } from "../../frontend/ts.js";
import { constant } from "../../ir/build.js";
import { isCoroutineType } from "../../ir/type.js";
import type { Atom } from "../../ir/types.js";
import { presenceOf } from "./classes/presence.js";
import { asAtom, lowerExpression, lowerOperand } from "./expressions.js";
import { lacksProperty } from "./missingProperties.js";
import { skipParentheses } from "./operators.js";
import { isFunctionValue, isRefused, type Lowering, type Operand, standIn } from "./state.js";
import { branch, mayBeMissing, structureOf, test } from "./values.js";

type Link = ts.PropertyAccessExpression | ts.ElementAccessExpression | ts.CallExpression;

const isLink = (node: ts.Node): node is Link =>
  ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) || ts.isCallExpression(node);

/** A chain with a `?.` in it that has not been decided yet. */
export function isOptionalLink(l: Lowering, node: ts.Node): node is Link {
  return isLink(node) && undecided(l, node) !== undefined;
}

/** The innermost `?.` of a chain whose base is not given. */
function undecided(l: Lowering, node: Link): Link | undefined {
  let found: Link | undefined;
  let at: ts.Node = node;
  while (isLink(at) && (at.flags & ts.NodeFlags.OptionalChain) !== 0 && !l.given?.has(at)) {
    if (at.questionDotToken !== undefined && !isDecided(l, at)) found = at;
    at = ts.isNonNullExpression(at.expression) ? at.expression.expression : at.expression;
  }
  return found;
}

const isDecided = (l: Lowering, { expression }: Link): boolean =>
  l.given?.has(skipParentheses(expression)) === true || l.isThere?.has(expression) === true;

/** `a?.b.c(d)?.e`: where the base of a `?.` is missing, the whole chain is undefined and nothing more of it is evaluated. */
export function lowerOptionalChain(l: Lowering, chain: Link): Operand {
  const link = undecided(l, chain);
  if (link === undefined) return lowerOperand(l, chain);
  const receiver = ts.isCallExpression(link) ? receiverOf(l, link) : undefined;
  if (receiver === undefined) return decide(l, link, chain);
  // The call of a method evaluates its object, too.
  const object = lowerOperand(l, receiver);
  if (!isFunctionValue(object) && isRefused(l, object)) return standIn(l);
  const at = { ...l, given: new Map(l.given).set(receiver, object) };
  const callee = skipParentheses(link.expression);
  const isMember = ts.isPropertyAccessExpression(callee) && !isFunctionValue(object);
  const presence = isMember ? presenceOf(at, object, callee.name.text, callee) : undefined;
  if (presence !== undefined) {
    const there = (inner: Lowering): Atom =>
      asAtom(
        inner,
        lowerOperand({ ...at, ...inner, given: at.given, isThere: new Set(l.isThere).add(link.expression) }, chain),
        chain,
      );
    return branch(at, presence.test(at), chain, there, () => constant(undefined));
  }
  if (!ts.isPropertyAccessExpression(callee) || !hasMethods(at, object, receiver)) return decide(at, link, chain);
  const { name } = callee;
  if (!isFunctionValue(object) && lacksProperty(at, structureOf(at, object, receiver), name.text, name))
    return constant(undefined);
  return lowerOperand({ ...at, isThere: new Set(l.isThere).add(link.expression) }, chain);
}

/** What stands before the `?.` is evaluated, and the rest of the chain where it is not missing. */
function decide(l: Lowering, link: Link, chain: Link): Operand {
  const base = lowerExpression(l, link.expression);
  const rest = (at: Lowering): Operand =>
    lowerOperand({ ...at, given: new Map(at.given).set(skipParentheses(link.expression), base) }, chain);
  if (isRefused(l, base) || !mayBeMissing(l, base)) return rest(l);
  if (base.kind === "constant") return constant(undefined);
  const present = (at: Lowering): Atom => asAtom(at, rest(at), chain);
  return branch(l, test(l, "isNullish", base), chain, () => constant(undefined), present);
}

/** The object of a method that is called, if it is a value: what a module holds is asked for by its name. */
function receiverOf(l: Lowering, { expression }: ts.CallExpression): ts.Expression | undefined {
  const callee = skipParentheses(expression);
  if (!ts.isPropertyAccessExpression(callee) && !ts.isElementAccessExpression(callee)) return undefined;
  const object = skipParentheses(callee.expression);
  let root = object;
  while (ts.isPropertyAccessExpression(root)) root = skipParentheses(root.expression);
  if (root.kind === ts.SyntaxKind.SuperKeyword) return undefined;
  return ts.isIdentifier(root) && l.scope.lookup(root.text) === undefined ? undefined : object;
}

/** Whether what can be called of it are the methods of its kind: of a list, a map, a text, a generator. */
function hasMethods(l: Lowering, object: Operand, node: ts.Expression): boolean {
  if (isFunctionValue(object)) return object.kind === "iteration";
  const type = structureOf(l, object, node);
  if (type.kind === "record") return isCoroutineType(type);
  return type.kind === "map" ? type.storage !== "Object" : type.kind !== "opaque" && type.kind !== "variable";
}
