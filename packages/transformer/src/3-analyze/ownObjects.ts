import { type Atom, type IRFunction, makesObject } from "../ir/types.js";
import { visit } from "../ir/walk.js";

/** Which values are objects that a function makes itself: they are there, and are no part of what it is given. */
export function ownObjects(fn: IRFunction): (atom: Atom) => boolean {
  const made = new Set<Atom>();
  visit(fn.body, (statement) => {
    if (statement.kind === "let" && makesObject(statement.operation)) made.add(statement.value);
  });
  return (atom) => made.has(atom);
}
