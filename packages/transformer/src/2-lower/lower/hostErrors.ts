import type { Diagnostic } from "../../diagnostics/report.js";
import type { ts } from "../../frontend/ts.js";
import { booleanType, constant, errorSlot, newScope, opaqueType } from "../../ir/build.js";
import type { Atom, Type } from "../../ir/types.js";
import { isProtected } from "./handlers.js";
import { inBlock, type Lowering } from "./state.js";
import { raise } from "./throws.js";

/** Host code that may throw. Where the program catches it, the exception becomes a value: the host catches it for us. */
export function protectedHost(
  l: Lowering,
  text: string,
  args: readonly Atom[],
  type: Type,
  node: ts.Node,
  because?: readonly Diagnostic[],
): Atom {
  const reasons = because === undefined ? {} : { because };
  if (!isProtected(l) && l.activation.outcome === undefined) {
    const value = l.out.define(type, { kind: "opaque", text, args, ...reasons });
    return type.kind === "undefined" ? constant(undefined) : value;
  }
  const attempt = l.out.define(opaqueType, {
    kind: "opaque",
    text: `attempt(() => ${text})`,
    args,
    imports: ["attempt"],
    ...reasons,
  });
  const failed = l.out.define(booleanType, { kind: "opaque", text: "$0.failed", args: [attempt], isPure: true });
  const then = inBlock(l, (inner) => {
    const error = inner.out.define(opaqueType, { kind: "opaque", text: "$0.error", args: [attempt], isPure: true });
    const record = inner.out.define(
      { kind: "record", name: undefined, fields: [{ name: errorSlot, type: opaqueType }] },
      { kind: "makeRecord", fields: [{ name: errorSlot, value: error }] },
    );
    raise(inner, record, node);
  });
  const scope = newScope(l.program.ctx.ids);
  l.out.push({ kind: "if", scope, condition: failed, then, else: [], results: [], span: undefined });
  if (type.kind === "undefined") return constant(undefined);
  return l.out.define(type, { kind: "opaque", text: "$0.value", args: [attempt], isPure: true });
}
