import type { IRFunction, Let, Statement, Value } from "../ir/types.js";
import { uses, visit } from "../ir/walk.js";

/**
 * Tapes of numbers that stay with a structure from one call to the next: that which the gradient goes into. What a tape held does not
 * matter, as it is written before it is read; an exception leaves nothing behind that a later call would see.
 */
export function keep(fn: IRFunction, by: Value): IRFunction {
  const local = localTapes(fn);
  let index = 0;
  const body = fn.body.map((statement): Statement => {
    if (!isTape(statement) || !local.has(statement.value)) return statement;
    return { ...statement, operation: { ...statement.operation, keptBy: { structure: by, index: index++ } } };
  });
  return { ...fn, body };
}

type TapeLet = Let & { readonly operation: { readonly kind: "tapeAlloc" } };

const isTape = (statement: Statement): statement is TapeLet =>
  statement.kind === "let" &&
  statement.operation.kind === "tapeAlloc" &&
  statement.operation.element.kind === "number" &&
  statement.operation.capacity !== undefined;

/** Those that no other function gets, and no structure. */
function localTapes(fn: IRFunction): ReadonlySet<Value> {
  const found = new Set(fn.body.filter(isTape).map(({ value }) => value));
  visit(fn.body, (statement) => {
    const tape =
      statement.kind === "tapeStore"
        ? statement.tape
        : statement.kind === "let" && statement.operation.kind === "tapeLoad"
          ? statement.operation.tape
          : undefined;
    for (const atom of uses(statement)) if (atom.kind === "value" && atom !== tape) found.delete(atom);
  });
  for (const result of fn.results) if (result.kind === "value") found.delete(result);
  return found;
}
