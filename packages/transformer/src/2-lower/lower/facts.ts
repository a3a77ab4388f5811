import type { Diagnostic } from "../../diagnostics/report.js";
import type { ts } from "../../frontend/ts.js";

/**
 * What lowering finds out too late to act upon: it is noted, and the whole program is lowered again with it. Facts only grow, so
 * that ends.
 */
export interface Facts {
  /** Declarations of variables that live in memory, as functions that are values at run time capture and assign them. */
  readonly cells: Set<ts.Node>;
  /** Loops over the keys of a map whose bodies add entries to it, or remove some. */
  readonly added: Set<ts.Node>;
  readonly removed: Set<ts.Node>;
  /** By use of an instance: the classes that it may be of, and whether others are possible. */
  readonly instances: Map<ts.Node, { readonly classes: Set<ts.Node>; readonly open: boolean }>;
  /** Functions of the user's own whose bodies cannot be lowered, with what was found in them: they are called as they are. */
  readonly hostFunctions: Map<ts.Node, readonly Diagnostic[]>;
  /** Functions that an exception may leave, though that was not known yet where they were called. */
  readonly throwing: Set<ts.Node>;
  /** Functions that return what is only known at build time, so that they are part of their callers. */
  readonly inlined: Set<ts.Node>;
  /** Statements with a `catch` that nothing reaches that the program throws itself. */
  readonly watched: Set<ts.Node>;
}

export const noFacts = (): Facts => ({
  cells: new Set(),
  instances: new Map(),
  throwing: new Set(),
  watched: new Set(),
  inlined: new Set(),
  hostFunctions: new Map(),
  added: new Set(),
  removed: new Set(),
});

/** How much is known; more than before means that the attempt is void. */
export const factCount = (facts: Facts): number =>
  facts.cells.size +
  facts.throwing.size +
  facts.watched.size +
  facts.inlined.size +
  facts.hostFunctions.size +
  facts.added.size +
  facts.removed.size +
  [...facts.instances.values()].reduce((sum, { classes, open }) => sum + classes.size + (open ? 1 : 0), 0);
