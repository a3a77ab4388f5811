import { ts } from "../../frontend/ts.js";
import { constant, opaqueType } from "../../ir/build.js";
import type { Atom } from "../../ir/types.js";
import type { Constructing } from "./classes/construct.js";
import { bindsMethod, boundMethod, findMember } from "./classes/model.js";
import { lowerExpression } from "./expressions.js";
import { hostOperation, isBigInt } from "./host.js";
import { nextLifetime } from "./lifetimes.js";
import { narrow } from "./narrowKind.js";
import { binary, compoundOperator, isLogical, orElse, shortCircuit } from "./operators.js";
import { lowerPlace, type Place, readPlace, writePlace } from "./places.js";
import type { Lowering } from "./state.js";
import { asNumber, compute, named, typeOf } from "./values.js";

const isMethod = (constructing: Constructing | undefined, name: string): boolean =>
  constructing !== undefined &&
  bindsMethod(constructing.instance.cls, name) &&
  findMember(constructing.instance.cls, name, "get")?.kind === "method";

/** `place = e`, `place += e`, `place ||= e`. */
export function assignment(l: Lowering, node: ts.BinaryExpression): Atom {
  const method = l.constructing === undefined ? undefined : boundMethod(node);
  // Reading the method of an instance gives it bound.
  if (method !== undefined && isMethod(l.constructing, method)) return constant(undefined);
  const compound = compoundOperator.get(node.operatorToken.kind);
  const place = lowerPlace(l, node.left);
  if (compound === undefined) {
    const value = lowerExpression(l, node.right);
    const stored = place.kind === "variable" ? named(l, value, place.variable.name) : value;
    const next = place.kind === "variable" ? nextLifetime(l, place.variable, stored, node) : undefined;
    writePlace(l, next === undefined ? place : { kind: "variable", variable: next }, stored, node);
    return stored;
  }
  const present = narrow(l, readPlace(l, place), node.left);
  if (isLogical(compound)) {
    const right = (inner: Lowering): Atom => {
      const value = lowerExpression(inner, node.right);
      writePlace(inner, place, value, node);
      return value;
    };
    if (compound === ts.SyntaxKind.QuestionQuestionToken) return orElse(l, present, right, node);
    return shortCircuit(l, compound, present, right, node);
  }
  const right = lowerExpression(l, node.right);
  let value = binary(l, compound, present, right, node);
  if (place.kind === "variable") value = named(l, value, place.variable.name);
  writePlace(l, place, value, node);
  return value;
}

function incrementBigInt(
  l: Lowering,
  place: Place,
  before: Atom,
  node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression,
): Atom {
  const operator = node.operator === ts.SyntaxKind.PlusPlusToken ? "+" : "-";
  const after = hostOperation(l, `$0 ${operator} 1n`, [before], opaqueType, node, { isPure: true });
  writePlace(l, place, after, node);
  return ts.isPrefixUnaryExpression(node) ? after : before;
}

/** `++place`, `place--`: the value is the new or the old number. */
export function increment(l: Lowering, node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression): Atom {
  const place = lowerPlace(l, node.operand);
  const before = narrow(l, readPlace(l, place), node.operand);
  if (typeOf(before).kind === "opaque" && isBigInt(l, node)) return incrementBigInt(l, place, before, node);
  const present = asNumber(l, before, node.operand);
  const name = node.operator === ts.SyntaxKind.PlusPlusToken ? "add" : "sub";
  let value: Atom = compute(l, name, present, constant(1));
  if (place.kind === "variable") value = named(l, value, place.variable.name);
  writePlace(l, place, value, node);
  return ts.isPrefixUnaryExpression(node) ? value : present;
}
