import { constant, isConstant, isReference } from "../../ir/build.js";
import type { Atom, Operation, Primitive, PrimitiveName, Value } from "../../ir/types.js";
import { arithmetic, functions, makesObject } from "../../ir/types.js";
import type { Rewriting } from "./rewriting.js";

/** Tests whether a value is missing, where that is certain: a number that was computed, or an object made here, is there. */
export function nullishStep({ name, args }: Primitive, state: Rewriting): Atom | undefined {
  const [a, b] = args as readonly [Atom, Atom];
  switch (name) {
    case "isNullish":
      return isPresent(a, state) ? constant(false) : undefined;
    case "orZero":
      return isPresent(a, state) ? a : undefined;
    case "isTruthy":
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

const definitionOf = (atom: Atom, state: Rewriting): Operation | undefined => state.definitions.get(atom as Value);

function isPresent(atom: Atom, state: Rewriting): boolean {
  if (atom.kind === "constant") return atom.value !== undefined && atom.value !== null;
  if (state.indices.has(atom) || state.isInteger(atom)) return true;
  const operation = definitionOf(atom, state);
  if (operation?.kind === "length") return true;
  if (operation?.kind === "primitive") return computed.has(operation.name);
  return isObject(atom, state);
}

function isObject(atom: Atom, state: Rewriting): boolean {
  if (atom.kind === "constant" || !isReference(atom.type)) return false;
  const operation = definitionOf(atom, state);
  return operation !== undefined && makesObject(operation);
}

const computed: ReadonlySet<PrimitiveName> = new Set<PrimitiveName>([...arithmetic, ...functions, "toNumber"]);
