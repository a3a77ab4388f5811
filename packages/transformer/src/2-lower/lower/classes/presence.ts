import { ts } from "../../../frontend/ts.js";
import { booleanType, constant } from "../../../ir/build.js";
import type { Atom } from "../../../ir/types.js";
import type { ClassValue, Lowering } from "../state.js";
import { branch, test } from "../values.js";
import { classTest } from "./classTest.js";
import { type Possible, possibleClasses } from "./dispatch.js";
import { findMember, type Member } from "./model.js";

// `v.len?.()`, `if (v.len) …`: of the classes that an instance may be of, some have the method and others do not.

/** A method that is asked for, where an instance may lack it. */
export interface Presence {
  /** Whether it is there. */
  readonly test: (l: Lowering) => Atom;
}

/** Undefined where each of the classes has it or none, where it is no method, or where other classes are possible. */
export function presenceOf(l: Lowering, base: Atom, name: string, node: ts.Node): Presence | undefined {
  const possible = possibleClasses(l, base, node);
  if (possible === undefined || possible.open) return undefined;
  const having = possible.classes.filter((cls) => isMethod(findMember(cls, name, "get")));
  const lacking = possible.classes.filter((cls) => findMember(cls, name, "get") === undefined);
  if (having.length === 0 || having.length + lacking.length < possible.classes.length) return undefined;
  if (lacking.length === 0 && !possible.isMixed) return undefined;
  return { test: (at) => isThere(at, base, name, possible, having) };
}

const isMethod = (member: Member | undefined): boolean => member?.kind === "method" || member?.kind === "function";

/** An object literal may have a function of its own under the name. */
function isThere(l: Lowering, base: Atom, name: string, possible: Possible, having: readonly ClassValue[]): Atom {
  const ofClass = classTest(l, base, possible.classes)(l, having);
  if (!possible.isMixed) return ofClass;
  return test(l, "or", ofClass, l.out.define(booleanType, { kind: "hasField", base, name }));
}

/** What is asked where only its truth counts, or whether it is undefined or null. */
export function isAsked(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent) || ts.isNonNullExpression(parent)) return isAsked(parent);
  if (ts.isConditionalExpression(parent)) return parent.condition === node;
  if (ts.isIfStatement(parent) || ts.isWhileStatement(parent)) return parent.expression === node;
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.ExclamationToken;
  if (!ts.isBinaryExpression(parent)) return false;
  const { left, right, operatorToken } = parent;
  if (equalities.has(operatorToken.kind)) return isNothing(left === node ? right : left);
  return operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken && left === node;
}

const equalities: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);

const isNothing = (node: ts.Expression): boolean =>
  node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === "undefined");

/** Something that is there where the method is, and undefined elsewhere. */
export const markOf = (l: Lowering, presence: Presence, node: ts.Node): Atom =>
  branch(
    l,
    presence.test(l),
    node,
    () => constant(true),
    () => constant(undefined),
  );
