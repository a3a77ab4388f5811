import { atomType, isReference } from "../../ir/build.js";
import type { Atom, IRFunction, Key, Statement } from "../../ir/types.js";
import { visit } from "../../ir/walk.js";
import type { AliasClass, Aliases } from "../aliases.js";
import { reachableSlots } from "../checkModuleState.js";
import { anyIndex } from "../slots.js";
import type { Stale } from "./stale.js";

/** Which references may lead to memory that a later call of the function finds in a module. */
export interface Kept {
  isKept(reference: Atom): boolean;
}

/**
 * Memory that was in a module before, and what is stored there. What is made in a call stays out of the module as long as no reference
 * to it is stored in such memory: `let sum = ZERO; … sum = sum.add(v)` leaves the constant as it is.
 */
export function analyzeKept(functions: readonly IRFunction[], aliases: Aliases, stale: Stale): Kept {
  const classes = new Set<AliasClass>();
  const keep = (base: Atom, key: Key, value: Atom): void => {
    if (!isReference(atomType(value)) || !stale.isStale(base)) return;
    classes.add(aliases.slotOf(base, key));
    if (value.kind === "value") classes.add(aliases.classOf(value));
  };
  const look = (statement: Statement): void => {
    if (statement.kind === "store") keep(statement.base, statement.key, statement.value);
    else if (statement.kind === "fill") keep(statement.base, anyIndex, statement.value);
  };
  for (const fn of functions) visit(fn.body, look);
  const reachable = new Set([...classes].flatMap((one) => [one, ...reachableSlots(aliases, one)]));
  return {
    isKept: (reference) =>
      stale.isStale(reference) || (reference.kind === "value" && reachable.has(aliases.classOf(reference))),
  };
}
