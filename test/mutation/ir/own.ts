import type { Atom, Statement } from "../../../packages/transformer/src/ir/types.js";
import { definitions } from "../../../packages/transformer/src/ir/walk.js";
import type { Place } from "./places.js";

/** Whether a statement is part of the derivative, and not of the f in it: it is in the reverse sweep, or is about tangents, cotangents or tapes. */
export function isOwn({ statement, isReverse }: Place): boolean {
  if (isReverse) return true;
  switch (statement.kind) {
    case "let":
      return isLinear(statement.value) || isCounter(statement.value) || isKept(statement);
    case "store":
    case "accumulate":
    case "fill":
    case "resize":
    case "removeEntry":
      return isLinear(statement.base) || isTape(statement.base);
    case "tapeStore":
      return true;
    case "call":
      return statement.results.some(isLinear);
    case "if":
      return definitions(statement).length > 0 && definitions(statement).every(isLinear);
    default:
      return false;
  }
}

export const isLinear = (atom: Atom): boolean => atom.kind === "value" && atom.linear;

/** A place in a tape: planning made it. */
export const isCounter = (atom: Atom): boolean =>
  atom.kind === "value" && atom.span === undefined && atom.name === "p" && atom.type.kind === "number";

/** Pooling makes a plain array of a tape. */
const isTape = (atom: Atom): boolean =>
  atom.kind === "value" && atom.span === undefined && /(^|_)tape$/.test(atom.name ?? "");

/** Memory for what the reverse sweep needs, and a record of it. */
const isKept = ({ value, operation }: Statement & { readonly kind: "let" }): boolean =>
  operation.kind === "tapeAlloc" || isTape(value) || (value.type.kind === "record" && value.type.isFrame === true);
