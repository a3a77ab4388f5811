import type { Atom, IRFunction, Statement, Type, Value } from "../ir/types.js";
import { uses, visit } from "../ir/walk.js";

/** The tapes that are only stored to and loaded from here; true if they hold booleans as numbers. */
export function localTapes(fn: IRFunction): ReadonlyMap<Value, boolean> {
  const found = new Map<Value, boolean>();
  visit(fn.body, (statement) => {
    if (statement.kind !== "let" || statement.operation.kind !== "tapeAlloc") return;
    const { element, capacity } = statement.operation;
    const { type } = statement.value;
    const typed = isTyped(type);
    found.set(statement.value, element.kind === "boolean" && (typed || capacity !== undefined));
  });
  const leave = (atom: Atom | undefined): void => {
    if (atom?.kind === "value") found.delete(atom);
  };
  for (const atom of fn.results) leave(atom);
  visit(fn.body, (statement) => {
    for (const atom of usesBeyondTape(statement)) leave(atom);
  });
  return found;
}

/** The atoms that a statement uses otherwise than as the tape that it stores to or loads from. */
function usesBeyondTape(statement: Statement): readonly Atom[] {
  if (statement.kind === "tapeStore") return [statement.position, statement.value];
  if (statement.kind === "let" && statement.operation.kind === "tapeLoad") return [statement.operation.position];
  return uses(statement);
}

const isTyped = (type: Type): boolean => type.kind === "array" && type.storage !== "Array";

/** A tape of booleans that are numbers, also one that another function has made. */
export const holdsCodes = (type: Type): boolean =>
  type.kind === "array" && type.storage !== "Array" && type.element.kind === "boolean";
