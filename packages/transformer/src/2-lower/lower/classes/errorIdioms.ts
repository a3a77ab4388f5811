import { ts } from "../../../frontend/ts.js";
import type { Lowering } from "../state.js";
import { newTarget } from "./newTarget.js";

// What constructors of errors do for old engines, and for traces, changes nothing that a derivative could see.

/** `Error.captureStackTrace(this, C)` writes the text of the trace. */
export const tracesStack = (namespace: string, name: string): boolean =>
  namespace === "Error" && name === "captureStackTrace";

/** `Object.setPrototypeOf(this, C.prototype)` where a C is made, as code that was written for ES5 has it in errors: it has that already. */
export function setsOwnPrototype(l: Lowering, { arguments: given }: ts.CallExpression): boolean {
  const [object, prototype] = given;
  if (l.constructing === undefined || object?.kind !== ts.SyntaxKind.ThisKeyword || prototype === undefined)
    return false;
  if (!ts.isPropertyAccessExpression(prototype) || prototype.name.text !== "prototype") return false;
  const { expression } = prototype;
  const made = l.constructing.instance.cls.node;
  return newTarget(l, expression) !== undefined || l.program.ctx.frontend.declarationOf(expression) === made;
}
