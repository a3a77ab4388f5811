import { ts } from "../../../frontend/ts.js";
import { lowerOperand } from "../expressions.js";
import { skipParentheses } from "../operators.js";
import type { Closure, Lowering } from "../state.js";
import { closureOf } from "./members.js";
import { accessedName, findMember } from "./model.js";

/** `C.prototype.name`: the method of a class that is known, to be called on an instance. */
export function prototypeMethod(l: Lowering, node: ts.PropertyAccessExpression): Closure | undefined {
  const object = skipParentheses(node.expression);
  if (!ts.isPropertyAccessExpression(object) || object.name.text !== "prototype") return undefined;
  if (!ts.isIdentifier(object.expression)) return undefined;
  const cls = lowerOperand(l, object.expression);
  const member = cls.kind === "class" ? findMember(cls, accessedName(node.name), "get") : undefined;
  return member?.kind === "method" ? closureOf(member) : undefined;
}
