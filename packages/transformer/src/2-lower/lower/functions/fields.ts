import type { ts } from "../../../frontend/ts.js";
import { fieldOf, unifyTypes } from "../../../ir/type.js";
import type { Atom, RecordType } from "../../../ir/types.js";
import { lowerArguments } from "../arguments.js";
import { callFunction, isStatement } from "../calls.js";
import { invoke } from "../classes/members.js";
import { lowerOperand } from "../expressions.js";
import { skipParentheses } from "../operators.js";
import type { Lowering, Operand } from "../state.js";
import { fieldOrNew, loadField, typeOf } from "../values.js";
import { spreadCall } from "./spread.js";

/** `base.name(…)` where the field holds a function. */
export function callField(
  l: Lowering,
  base: Atom,
  callee: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  node: ts.CallExpression,
): Operand {
  const fn = lowerOperand({ ...l, given: new Map(l.given).set(skipParentheses(callee.expression), base) }, callee);
  const call = spreadCall(l, fn, lowerArguments(l, node.arguments), node);
  return callFunction(l, call.fn, call.args, node, isStatement(node), base);
}

/** Calls a method with arguments at hand: of a class, or the function in a field. Undefined if there is none of this name. */
export function callNamed(
  l: Lowering,
  base: Atom,
  name: string,
  args: readonly Operand[],
  node: ts.Node,
  forEffect = false,
): Operand | undefined {
  const own = invoke(l, base, name, args, node, forEffect);
  if (own !== undefined) return own;
  const type = typeOf(base);
  if (type.kind !== "record" || type.functions !== undefined || fieldOf(type, name) === undefined) return undefined;
  return callFunction(l, loadField(l, base, name, fieldOrNew(l, type, name).type), args, node, forEffect, base);
}

/** The record that a value is; one of which nothing is known yet gets its fields as they are asked for. */
export function asRecord(atom: Atom): RecordType | undefined {
  const type = typeOf(atom);
  if (type.kind === "record") return type.functions === undefined ? type : undefined;
  const open: RecordType = { kind: "record", name: undefined, fields: [] };
  return type.kind === "variable" && unifyTypes(type, open) ? open : undefined;
}
