import { givesNumber } from "../../3-analyze/isSure.js";
import { constant, isConstant, isReference } from "../../ir/build.js";
import { type Atom, makesObject, type Primitive, type Value } from "../../ir/types.js";
import { isSure, type Rewriting } from "./rewriting.js";

/** Tests whether a value is missing, where that is certain: a number that was computed, or an object made here, is there. */
export function nullishStep({ name, args }: Primitive, state: Rewriting): Atom | undefined {
  const [a, b] = args as readonly [Atom, Atom];
  switch (name) {
    case "isNullish":
      return isPresent(a, state) ? constant(false) : undefined;
    case "orZero":
      return isPresent(a, state) ? a : undefined;
    case "isTruthy":
      if (isSure(a, state)) return a;
      return isObject(a, state) ? constant(true) : undefined;
    case "eq":
    case "ne": {
      const other = isConstant(a, undefined, null) ? b : isConstant(b, undefined, null) ? a : undefined;
      if (other === undefined || !isPresent(other, state)) return undefined;
      return constant(name === "ne");
    }
    default:
      return undefined;
  }
}

function isPresent(atom: Atom, state: Rewriting): boolean {
  if (atom.kind === "constant") return atom.value !== undefined && atom.value !== null;
  return state.indices.has(atom) || state.isSureNumber(atom) || isNumberMade(atom, state) || isObject(atom, state);
}

/** What this walk has made is none of the function's. */
const isNumberMade = (atom: Value, { definitions }: Rewriting): boolean => givesNumber(definitions.get(atom));

function isObject(atom: Atom, state: Rewriting): boolean {
  if (atom.kind === "constant" || !isReference(atom.type)) return false;
  const operation = state.definitions.get(atom);
  return operation !== undefined && makesObject(operation);
}
