import type { Activity } from "../3-analyze/activity.js";
import type { Context } from "../context.js";
import { newFunctionRef } from "../ir/build.js";
import { differentiated } from "../ir/reachable.js";
import type { Atom, FunctionRef, IRFunction, RecordType } from "../ir/types.js";

/** How a function that is not inlined is differentiated: as a forward and a reverse half that share a frame, or as a pushforward. */
export interface SplitFunction {
  /** (…parameters, …shadows) → (…results, …shadows of results, frame) */
  readonly forward: FunctionRef;
  /** (frame, …cotangents of varied number results) → (…cotangents of varied number parameters). */
  readonly reverse: FunctionRef;
  /** (…parameters, …shadows, …tangents) → (…results, …shadows of results, …tangents of varied number results) */
  readonly pushforward: FunctionRef;
  /** What the forward half leaves for the reverse half; its fields are known once the function is planned. */
  readonly frameType: RecordType;
  /** Indices of the parameters that travel with a shadow, and of those that have a tangent. */
  readonly shadowParams: readonly number[];
  readonly tangentParams: readonly number[];
  /** Indices of the results that have a tangent. */
  readonly tangentResults: readonly number[];
}

export interface CallPlan {
  /** Undefined for a function that nothing active enters or leaves. */
  split(callee: FunctionRef): SplitFunction | undefined;
}

/** Splits every function of the program but the first, which is the one differentiated, if anything active passes through it. */
export function createCallPlan(functions: readonly IRFunction[], activity: Activity, ctx: Context): CallPlan {
  const splits = new Map<number, SplitFunction>();
  const isDifferentiated = differentiated(functions);
  for (const fn of functions.slice(1)) {
    if (!isDifferentiated.has(fn)) continue;
    const indices = (atoms: readonly Atom[], has: (atom: Atom) => boolean): readonly number[] =>
      atoms.flatMap((atom, i) => (has(atom) ? [i] : []));
    const shadowParams = indices(fn.params, (atom) => activity.needsShadow(atom));
    const tangentParams = indices(fn.params, (atom) => activity.isVaried(atom));
    const tangentResults = indices(fn.results, (atom) => activity.isVaried(atom));
    // A function of constants may still allocate what becomes active later.
    const makesShadows = fn.results.some((atom) => activity.needsShadow(atom));
    if (!makesShadows && shadowParams.length + tangentParams.length + tangentResults.length === 0) continue;
    const { name } = fn.ref;
    splits.set(fn.ref.id, {
      forward: newFunctionRef(ctx.ids, `${name}_forward`),
      reverse: newFunctionRef(ctx.ids, `${name}_reverse`),
      pushforward: newFunctionRef(ctx.ids, `${name}_pushforward`),
      frameType: { kind: "record", name: `${name}_frame`, fields: [], isFrame: true },
      shadowParams,
      tangentParams,
      tangentResults,
    });
  }
  return { split: (callee) => splits.get(callee.id) };
}
