import { spanOf } from "../../frontend/frontend.js";
import { ts } from "../../frontend/ts.js";
import { primitive, unassigned } from "../../ir/build.js";
import type { Atom, Value } from "../../ir/types.js";
import { returnsValue } from "./inlineCall.js";
import { visitOwn } from "./scope.js";
import { type FunctionNode, freshType, type Lowering } from "./state.js";

/** `function area(): number { throw new RangeError(); }`: what it gives is in the types only. */
export function onlyThrows(l: Lowering, node: FunctionNode): boolean {
  if (node.type === undefined || returnsValue(node)) return false;
  return !mayBeNothing(l.program.ctx.frontend.typeOf(node.type));
}

/** `function fail() { throw new SyntaxError(); }` of JavaScript, whose types do not say that nothing comes after a call. */
export function endsInThrow({ flags, body }: FunctionNode): boolean {
  if ((flags & ts.NodeFlags.JavaScriptFile) === 0 || body === undefined || !ts.isBlock(body)) return false;
  const last = body.statements.at(-1);
  let returns = false;
  visitOwn(body, (node) => {
    returns ||= ts.isReturnStatement(node) || ts.isYieldExpression(node);
  });
  return last !== undefined && ts.isThrowStatement(last) && !returns;
}

const { Any, Unknown, Void, Undefined, Never } = ts.TypeFlags;
const nothing = Any | Unknown | Void | Undefined | Never;

/** Whether a function of this type may end without giving a value. */
const mayBeNothing = (type: ts.Type): boolean =>
  type.isUnion() ? type.types.some(mayBeNothing) : (type.flags & nothing) !== 0;

/** A value of any type where none ever is. */
export const unreached = (l: Lowering): Value => l.out.define(freshType(l.program), primitive("identity", unassigned));

/** The same where to come throws. */
export function neverReached(l: Lowering, node: ts.Node, text = 'new Error("never reached")'): Atom {
  l.out.push({ kind: "throw", text, args: [], span: spanOf(node) });
  return unreached(l);
}
