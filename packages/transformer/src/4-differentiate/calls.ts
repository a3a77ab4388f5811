import type { FunctionRef, RecordType } from "../ir/types.js";

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
