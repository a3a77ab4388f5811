import { ts } from "../../frontend/ts.js";
import { constant } from "../../ir/build.js";
import type { Atom } from "../../ir/types.js";
import { asAtom, lowerExpression, lowerOperand } from "./expressions.js";
import { isRefused, type Lowering, type Operand } from "./state.js";
import { branch, mayBeMissing, test } from "./values.js";

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
    if (at.questionDotToken !== undefined && !l.given?.has(at.expression)) found = at;
    at = ts.isNonNullExpression(at.expression) ? at.expression.expression : at.expression;
  }
  return found;
}

/** `a?.b.c(d)?.e`: where the base of a `?.` is missing, the whole chain is undefined and nothing more of it is evaluated. */
export function lowerOptionalChain(l: Lowering, chain: Link): Operand {
  const link = undecided(l, chain);
  if (link === undefined) return lowerOperand(l, chain);
  const base = lowerExpression(l, link.expression);
  const rest = (at: Lowering): Operand =>
    lowerOperand({ ...at, given: new Map(at.given).set(link.expression, base) }, chain);
  if (isRefused(l, base) || !mayBeMissing(l, base)) return rest(l);
  if (base.kind === "constant") return constant(undefined);
  const present = (at: Lowering): Atom => asAtom(at, rest(at), chain);
  return branch(l, test(l, "isNullish", base), chain, () => constant(undefined), present);
}
