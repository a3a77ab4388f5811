import { spanOf } from "../../frontend/frontend.js";
import type { ts } from "../../frontend/ts.js";
import { errorSlot, opaqueType } from "../../ir/build.js";
import type { Atom } from "../../ir/types.js";
import { hostText, isError, isWrittenOut } from "./errors.js";
import { lowerExpression } from "./expressions.js";
import { type CatchHandler, isProtected, leaveTo } from "./handlers.js";
import { returnException } from "./outcomes.js";
import { isRefused, type Lowering } from "./state.js";
import { agree, assign, loadField, typeOf } from "./values.js";

/** `throw e`: a jump to the `catch` around it; an exception that leaves the function is thrown. */
export function lowerThrow(l: Lowering, node: ts.ThrowStatement): void {
  const { expression } = node;
  if (isProtected(l) || l.activation.outcome !== undefined || !isWrittenOut(l, expression)) {
    raise(l, lowerExpression(l, expression), node);
    return;
  }
  const args: Atom[] = [];
  const text = hostText(l, expression, args);
  throwHost(l, text, args, node);
}

/** Leaves with an exception: to the innermost `catch`, through each `finally` on the way. */
export function raise(l: Lowering, exception: Atom, node: ts.Node): void {
  const at = l.handlers.findLastIndex((handler) => handler.kind === "catch");
  const handler = l.handlers[at];
  if (handler?.kind !== "catch") {
    const leave = (there: Lowering, value: Atom | undefined): void => throwValue(there, value ?? exception, node);
    leaveTo(l, { key: "throw", depth: 0, value: exception, node, leave });
    return;
  }
  handler.isReached = true;
  const leave = (there: Lowering, value: Atom | undefined): void =>
    catchValue(there, handler, value ?? exception, node);
  leaveTo(l, { key: `throw ${handler.label}`, depth: at + 1, value: exception, node, leave });
}

function catchValue(l: Lowering, handler: CatchHandler, exception: Atom, node: ts.Node): void {
  const { exception: variable, label } = handler;
  if (agree(l, variable.type, typeOf(exception), node, exception)) assign(l, variable, exception);
  l.out.push({ kind: "exit", exit: "break", label, value: undefined, span: spanOf(node) });
}

/** The host's own error if it is one; any other value is thrown as it is. To a caller who wants to know, it is returned. */
function throwValue(l: Lowering, exception: Atom, node: ts.Node): void {
  if (l.activation.outcome !== undefined) {
    returnException(l, l.activation.outcome, exception, node);
    return;
  }
  const type = typeOf(exception);
  if (isRefused(l, exception) || !isError(type)) throwHost(l, "$0", [exception], node);
  else if (type.instance !== undefined || type.fields.length > 1) {
    throwHost(l, "asThrown($0)", [exception], node, ["asThrown"]);
  } else throwHost(l, "$0", [loadField(l, exception, errorSlot, opaqueType)], node);
}

function throwHost(
  l: Lowering,
  text: string,
  args: readonly Atom[],
  node: ts.Node,
  imports: readonly string[] = [],
): void {
  l.activation.throws = true;
  const statement = { kind: "throw", text, args, span: spanOf(node) } as const;
  l.out.push(imports.length === 0 ? statement : { ...statement, imports });
}
