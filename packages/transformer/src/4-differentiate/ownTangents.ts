import { analyzeAliases } from "../3-analyze/aliases.js";
import { reachableSlots } from "../3-analyze/checkModuleState.js";
import { analyzeEffects } from "../3-analyze/effects.js";
import type { Context } from "../context.js";
import { BlockBuilder, isReference, newValue } from "../ir/build.js";
import type { IRFunction, Operation, Value } from "../ir/types.js";
import { mayBeOmitted } from "./omitted.js";
import { isTree } from "./parts.js";
import { setTree } from "./rebuild.js";

/** A pushforward, and the tangents among its parameters that it copies at once. */
export interface WithOwnTangents {
  readonly fn: IRFunction;
  readonly copied: ReadonlySet<Value>;
}

/**
 * A direction is the caller's. Where f writes into an argument, the pushforward writes into the tangent beside it: into a copy, so
 * that the next product with the same direction is along that direction. The tangents of `inputs` are the last parameters.
 */
export function ownTangents(
  fn: IRFunction,
  inputs: readonly Value[],
  { program, again }: { readonly program: readonly IRFunction[]; readonly again: boolean },
  ctx: Context,
): WithOwnTangents {
  const aliases = analyzeAliases(program);
  const { writes, accumulates } = analyzeEffects(program, aliases).ofBlock(fn.body);
  const isWritten = (tangent: Value): boolean =>
    reachableSlots(aliases, aliases.classOf(tangent)).some((slot) => writes.has(slot) || accumulates.has(slot));
  const given = new Map<Value, Value>();
  const out = new BlockBuilder(ctx.ids);
  inputs.forEach((input, i) => {
    const tangent = fn.params[fn.params.length - inputs.length + i];
    if (tangent === undefined || !isReference(tangent.type) || !isWritten(tangent)) return;
    const param = newValue(ctx.ids, tangent.type, { name: tangent.name, span: tangent.span });
    given.set(tangent, param);
    copy({ tangent, given: param, input, mayMiss: mayBeOmitted(input, fn), again }, out, ctx);
  });
  if (given.size === 0) return { fn, copied: new Set() };
  const params = fn.params.map((param) => given.get(param) ?? param);
  return { fn: { ...fn, params, body: [...out.block, ...fn.body] }, copied: new Set(given.values()) };
}

interface Copied {
  readonly tangent: Value;
  readonly given: Value;
  readonly input: Value;
  readonly mayMiss: boolean;
  readonly again: boolean;
}

/** What is one object in several places of the argument has to be one in the copy, or a change of one place were lost in the other. */
function copy({ tangent, given, input, mayMiss, again }: Copied, out: BlockBuilder, ctx: Context): void {
  const { type } = tangent;
  const define = (operation: Operation): void => out.push({ kind: "let", value: tangent, operation, linear: false });
  if (type.kind === "array" && !isReference(type.element) && !mayMiss) {
    define({ kind: "slice", base: given, start: undefined, end: undefined });
  } else if (!again) {
    const call = { text: "copyTangent($0, $1)", args: [given, input], imports: ["copyTangent"] };
    define({ kind: "opaque", ...call, isCopy: true });
  } else {
    define({ kind: "zerosLike", of: input });
    if (!mayMiss && isTree(type)) setTree(tangent, given, out);
    else ctx.reporter.report("structureChanged", input.span, { name: input.name ?? "an argument" });
  }
}
