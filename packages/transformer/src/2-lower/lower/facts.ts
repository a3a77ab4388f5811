import type { Diagnostic } from "../../diagnostics/report.js";
import type { ts } from "../../frontend/ts.js";
import type { TypedStorage } from "./annotations.js";

/**
 * What lowering finds out too late to act upon: it is noted, and the whole program is lowered again with it. Facts only grow, so
 * that ends.
 */
export interface Facts {
  /** Declarations of variables that live in memory, as functions that are values at run time capture and assign them. */
  readonly cells: Set<ts.Node>;
  /** Object literals whose keys are known at run time only. */
  readonly dictionaries: Set<ts.Node>;
  /** Calls of array methods whose callbacks may make the array shorter. */
  readonly shortened: Set<ts.Node>;
  /** Properties of records that may be accessors of object literals as well as fields. */
  readonly accessors: Set<ts.Node>;
  /** Where the properties of a record are listed: those that it may have, though its type did not say so yet. */
  readonly listed: Map<ts.Node, Set<string>>;
  /** Declarations, literals, properties and functions whose values are of several kinds, as a number and a text. */
  readonly mixed: Set<ts.Node>;
  /** Of what kinds the values at such a place are. */
  readonly kinds: Map<ts.Node, Set<string>>;
  /** Loops over the keys of a map whose bodies add entries to it, or remove some. */
  readonly added: Set<ts.Node>;
  readonly removed: Set<ts.Node>;
  /** By use of an instance: the classes that it may be of, and whether others are possible. */
  readonly instances: Map<
    ts.Node,
    { readonly classes: Set<ts.Node>; readonly open: boolean; readonly isMixed: boolean }
  >;
  /** Functions of the user's own whose bodies cannot be lowered, with what was found in them: they are called as they are. */
  readonly hostFunctions: Map<ts.Node, readonly Diagnostic[]>;
  /** Names of local functions that are values at run time: made once, where they are declared. */
  readonly values: Set<ts.Node>;
  /** Declarations that a function made before them captures. */
  readonly early: Set<ts.Node>;
  /** Declarations further down than a call that would need them: what a value may call is lowered last. */
  readonly late: Set<ts.Node>;
  /** Uses of functions as keys: a function that captures nothing is made once, as it is one key. */
  readonly keys: Set<ts.Node>;
  /** Calls of functions that are values and ask for `this`. */
  readonly receivers: Set<ts.Node>;
  /** Functions that an exception may leave, though that was not known yet where they were called. */
  readonly throwing: Set<ts.Node>;
  /** Functions that return what is only known at build time, so that they are part of their callers. */
  readonly inlined: Set<ts.Node>;
  /** Statements with a `catch` that nothing reaches that the program throws itself. */
  readonly watched: Set<ts.Node>;
  /** Those that the program throws to, around what is only said to be there. */
  readonly trusting: Set<ts.Node>;
  /** Uses of values that may be errors of the language. */
  readonly errors: Set<ts.Node>;
  /** Calls of generator functions whose generators are values at run time. */
  readonly objects: Set<ts.Node>;
  /** Buffers over which there are typed arrays of another class than Float64Array. */
  readonly buffers: Map<ts.Node, TypedStorage>;
  /** Where a property is read of what is never anything. */
  readonly absent: Set<ts.Node>;
  /** Generator functions whose generators are ended from outside, by `return` or `throw`. */
  readonly closed: Set<ts.Node>;
}

export const noFacts = (): Facts => ({
  cells: new Set(),
  instances: new Map(),
  values: new Set(),
  early: new Set(),
  late: new Set(),
  keys: new Set(),
  receivers: new Set(),
  throwing: new Set(),
  watched: new Set(),
  trusting: new Set(),
  errors: new Set(),
  objects: new Set(),
  closed: new Set(),
  inlined: new Set(),
  mixed: new Set(),
  kinds: new Map(),
  hostFunctions: new Map(),
  dictionaries: new Set(),
  shortened: new Set(),
  accessors: new Set(),
  listed: new Map(),
  added: new Set(),
  absent: new Set(),
  removed: new Set(),
  buffers: new Map(),
});

/** How much is known; more than before means that the attempt is void. */
export const factCount = ({ instances, listed, kinds, ...sets }: Facts): number =>
  Object.values(sets).reduce((sum, { size }) => sum + size, 0) +
  [...listed.values(), ...kinds.values()].reduce((sum, { size }) => sum + size, 0) +
  [...instances.values()].reduce(
    (sum, { classes, open, isMixed }) => sum + classes.size + (open ? 1 : 0) + (isMixed ? 1 : 0),
    0,
  );
