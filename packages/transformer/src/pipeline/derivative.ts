import type { MarkerName } from "../1-discover/markers.js";
import type { Choices } from "../1-discover/readOptions.js";
import type { IRFunction, RecordType } from "../ir/types.js";

export interface DerivativeRequest {
  readonly marker: MarkerName;
  /** For jvp: every parameter that bears numbers. */
  readonly wrt: number | readonly number[];
  /** What comes out is differentiated again. */
  readonly again?: true;
  readonly choices?: Choices;
  /** Of jvp: the tangents are sets of numbers of the inputs, not numbers. */
  readonly sets?: true;
  /** Of vjp: a cotangent for each parameter, also for those that have none. */
  readonly all?: true;
  /** Of such a vjp: what the function captures, which the caller knows nothing of. */
  readonly captured?: readonly number[];
  /** Of vjp: the type of what f leaves for the pullback; its fields are filled in. */
  readonly frame?: RecordType;
}

/** Scheduled functions, ready to be emitted. `main` takes f's own parameters (jvp: then a tangent for each of `wrt`). */
export interface Derivative {
  readonly main: IRFunction;
  /** Of vjp: (frame, cotangent of the result) → cotangents. */
  readonly pullback?: IRFunction;
  /** Calls both, for analyses only: what the one leaves in its frame is what the other finds there. */
  readonly driver?: IRFunction;
  readonly helpers: readonly IRFunction[];
}
