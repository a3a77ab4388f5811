import type { Activity } from "../../3-analyze/activity.js";
import { analyzeBounds } from "../../3-analyze/bounds.js";
import type { Changes } from "../../3-analyze/changes.js";
import type { Doubts } from "../../3-analyze/doubts.js";
import { analyzeInRange } from "../../3-analyze/inRange.js";
import { analyzeLengthening } from "../../3-analyze/lengthening.js";
import { analyzeMayMiss } from "../../3-analyze/mayMiss.js";
import { ownObjects } from "../../3-analyze/ownObjects.js";
import type { Steepness } from "../../3-analyze/steep.js";
import type { Context } from "../../context.js";
import { BlockBuilder } from "../../ir/build.js";
import type { Atom, Block, FunctionRef, IRFunction, Resize, Statement, Store, Value } from "../../ir/types.js";
import type { CallPlan } from "../calls.js";
import type { Rules } from "../rules.js";

export interface LinearizeOptions {
  readonly activity: Activity;
  readonly steepness: Steepness;
  readonly doubts: Doubts;
  readonly rules: Rules;
  /** How calls of functions that are not inlined are differentiated. */
  readonly calls: CallPlan;
  /** The functions of the program: rules are written out where they are used. */
  readonly bodyOf: (ref: FunctionRef) => IRFunction | undefined;
  /** What a rule, or a function that has one, does with what it is given. */
  readonly changesOf: (ref: FunctionRef) => Changes;
  /** Functions made on the way, which call rules. */
  readonly adapters: IRFunction[];
  /** Forward mode evaluates the linear program in place; reverse mode unzips and transposes it. */
  readonly mode: "forward" | "reverse";
  /** The reverse sweep may run several times: an allocation clears its shadow. */
  readonly clears: boolean;
}

/** One function while it is linearized: copied with another `out` for inner blocks, the rest is shared. */
export interface Linearization {
  readonly ctx: Context;
  readonly options: LinearizeOptions;
  /** The block that is being written. */
  readonly out: BlockBuilder;
  /** Tangents of numbers and shadows of references. */
  readonly duals: Map<Value, Atom>;
  /** The reference that each shadow shadows. */
  readonly primals: Map<Value, Value>;
  /** Every value of the linear program, carried values and results included. */
  readonly tangents: Set<Value>;
  /** Tangents loaded from slots that need not exist where the cotangent is 0, with what the primal program loads there. */
  readonly mayMiss: Map<Value, Value>;
  /** Linear stores that may lie outside a typed array. */
  readonly unsureStores: Set<Statement>;
  readonly isInRange: (store: Store) => boolean;
  /** The index is an integer and not negative. */
  readonly isFromZero: (index: Atom) => boolean;
  readonly isGrowth: (resize: Resize) => boolean;
  readonly isUnsureLoad: (value: Value) => boolean;
  /** The value is an object that the function itself allocates, and so is there. */
  readonly isMadeHere: (value: Value) => boolean;
}

export const newLinearization = (fn: IRFunction, ctx: Context, options: LinearizeOptions): Linearization => ({
  ctx,
  options,
  out: new BlockBuilder(ctx.ids),
  duals: new Map(),
  primals: new Map(),
  tangents: new Set(),
  mayMiss: new Map(),
  unsureStores: new Set(),
  isInRange: analyzeInRange(fn),
  isFromZero: analyzeBounds(fn).isFromZero,
  isGrowth: analyzeLengthening(fn.body),
  isUnsureLoad: analyzeMayMiss(fn, { isCalled: options.calls.split(fn.ref) !== undefined, loopsMayBeEmpty: true }),
  isMadeHere: ownObjects(fn),
});

/** Writes into a block of its own. */
export function inBlock(l: Linearization, action: (inner: Linearization) => void): Block {
  const out = new BlockBuilder(l.ctx.ids);
  action({ ...l, out });
  return out.block;
}
