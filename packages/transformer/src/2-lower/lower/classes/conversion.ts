import type { ts } from "../../../frontend/ts.js";
import { constant } from "../../../ir/build.js";
import { fieldOf, resolveType } from "../../../ir/type.js";
import type { Atom } from "../../../ir/types.js";
import { isFunctionType } from "../functions/compare.js";
import { callNamed } from "../functions/fields.js";
import { conversionSlot } from "../propertyNames.js";
import { isFunctionValue, isRefused, type Lowering, type Operand } from "../state.js";
import { typeOf } from "../values.js";
import { possibleClasses } from "./dispatch.js";
import { invoke } from "./members.js";
import { findMember } from "./model.js";

/** What a conversion asks for: `+` takes texts as well. */
export type Hint = "number" | "default";

/** What arithmetic and order take an object for: the result of its `[Symbol.toPrimitive]` or `valueOf`, if each that is possible has one. */
export function primitiveOf(l: Lowering, atom: Atom, node: ts.Node, hint: Hint = "number"): Atom {
  if (atom.kind === "constant" || typeOf(atom).kind !== "record" || isRefused(l, atom)) return atom;
  const asked = [constant(hint)];
  const own = ofLiteral(l, atom, conversionSlot, asked, node) ?? ofLiteral(l, atom, "valueOf", [], node);
  if (own !== undefined) return own;
  const possible = possibleClasses(l, atom, node);
  if (possible === undefined || possible.classes.length === 0 || possible.isMixed) return atom;
  const have = (name: string): boolean =>
    possible.classes.every((cls) => findMember(cls, name, "get")?.kind === "method");
  const converts = possible.classes.some((cls) => findMember(cls, conversionSlot, "get") !== undefined);
  const value = have(conversionSlot)
    ? invoke(l, atom, conversionSlot, asked, node)
    : have("valueOf") && !converts
      ? invoke(l, atom, "valueOf", [], node)
      : undefined;
  return isPrimitive(value) ? value : atom;
}

/** `{ v, valueOf() { return this.v; } }`. */
function ofLiteral(l: Lowering, atom: Atom, name: string, args: readonly Atom[], node: ts.Node): Atom | undefined {
  const type = typeOf(atom);
  const field = type.kind === "record" && type.instance === undefined ? fieldOf(type, name) : undefined;
  if (field === undefined || field.optional || !isFunctionType(resolveType(field.type))) return undefined;
  const value = callNamed(l, atom, name, args, node);
  return isPrimitive(value) ? value : undefined;
}

const isPrimitive = (value: Operand | undefined): value is Atom =>
  value !== undefined && !isFunctionValue(value) && typeOf(value).kind !== "record";
