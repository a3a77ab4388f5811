import { analyzeAliases } from "../3-analyze/aliases.js";
import { reachableSlots } from "../3-analyze/checkModuleState.js";
import { analyzeEffects } from "../3-analyze/effects.js";
import type { Context } from "../context.js";
import { isReference, newValue } from "../ir/build.js";
import type { IRFunction, Operation, Statement, Value } from "../ir/types.js";
import { mayBeOmitted } from "./omitted.js";

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
  const body: Statement[] = [];
  inputs.forEach((input, i) => {
    const tangent = fn.params[fn.params.length - inputs.length + i];
    if (tangent === undefined || !isReference(tangent.type) || !isWritten(tangent)) return;
    const param = newValue(ctx.ids, tangent.type, { name: tangent.name, span: tangent.span });
    const operation = copyOf(param, mayBeOmitted(input, fn), again);
    if (operation === undefined) return;
    given.set(tangent, param);
    body.push({ kind: "let", value: tangent, operation, linear: false });
  });
  if (body.length === 0) return { fn, copied: new Set() };
  const params = fn.params.map((param) => given.get(param) ?? param);
  return { fn: { ...fn, params, body: [...body, ...fn.body] }, copied: new Set(given.values()) };
}

/** Of a structure, what is shared in it has to be shared in its copy: no statement that can be differentiated again does that. */
function copyOf(given: Value, mayMiss: boolean, again: boolean): Operation | undefined {
  const { type } = given;
  if (type.kind === "array" && !isReference(type.element) && !mayMiss)
    return { kind: "slice", base: given, start: undefined, end: undefined };
  if (again) return undefined;
  return { kind: "opaque", text: "copyCotangent($0)", args: [given], imports: ["copyCotangent"], isPure: true };
}
