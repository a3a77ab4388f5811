import { atomType, isReference, numberType } from "../ir/build.js";
import type { Atom, IRFunction, Statement, Value } from "../ir/types.js";
import { uses, visit } from "../ir/walk.js";
import type { WrittenType } from "./splice/writtenTypes.js";

// A parameter keeps the type that the user wrote. Where that does not fit what the generated code does with it, the code names it
// once more, with the type that it has there.

/** How a function names its parameter for itself: with an annotation, by a cast, or not at all. */
export function ownForm(
  fn: IRFunction,
  parameter: Value | undefined,
  written: WrittenType | undefined,
): "annotated" | "cast" | undefined {
  if (written === undefined || parameter === undefined) return undefined;
  const isCast = written.hasReadonly && isHandedOn(fn, parameter);
  if (isCast) return "cast";
  if (!written.hasVariants) return undefined;
  return written.hasReadonly ? "cast" : "annotated";
}

/** Whether it, or something inside of it, is used otherwise than by reading from it. */
function isHandedOn(fn: IRFunction, parameter: Value): boolean {
  const inside = new Set<Atom>([parameter]);
  let found = false;
  visit(fn.body, (statement) => {
    const used = uses(statement).filter((atom) => inside.has(atom));
    if (used.length === 0) return;
    const read = readBy(statement);
    if (read === undefined || used.some((atom) => atom !== read.base)) found = true;
    else if (isReference(atomType(read.value))) inside.add(read.value);
  });
  return found;
}

function readBy(statement: Statement): { readonly base: Atom; readonly value: Value } | undefined {
  if (statement.kind !== "let") return undefined;
  const { operation, value } = statement;
  if (operation.kind === "load" || operation.kind === "length") return { base: operation.base, value };
  return operation.kind === "zerosLike" ? { base: operation.of, value: { ...value, type: numberType } } : undefined;
}
