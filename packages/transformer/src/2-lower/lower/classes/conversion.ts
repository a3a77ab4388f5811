import type { ts } from "../../../frontend/ts.js";
import { fieldOf, resolveType } from "../../../ir/type.js";
import type { Atom } from "../../../ir/types.js";
import { isFunctionType } from "../functions/compare.js";
import { callNamed } from "../functions/fields.js";
import { isFunctionValue, isRefused, type Lowering } from "../state.js";
import { typeOf } from "../values.js";
import { possibleClasses } from "./dispatch.js";
import { invoke } from "./members.js";
import { ancestry, findMember } from "./model.js";

/** What arithmetic and order take an instance for: the result of its `valueOf`, if each of its classes has one. */
export function primitiveOf(l: Lowering, atom: Atom, node: ts.Node): Atom {
  if (atom.kind === "constant" || typeOf(atom).kind !== "record" || isRefused(l, atom)) return atom;
  const own = valueOfLiteral(l, atom, node);
  if (own !== undefined) return own;
  const possible = possibleClasses(l, atom, node);
  if (possible === undefined || possible.classes.length === 0 || possible.isMixed) return atom;
  const hasOwn = possible.classes.every(
    (cls) => findMember(cls, "valueOf", "get")?.kind === "method" && !ancestry(cls).some(convertsOtherwise),
  );
  const value = hasOwn ? invoke(l, atom, "valueOf", [], node) : undefined;
  if (value === undefined || isFunctionValue(value) || typeOf(value).kind === "record") return atom;
  return value;
}

/** `{ v, valueOf() { return this.v; } }`. */
function valueOfLiteral(l: Lowering, atom: Atom, node: ts.Node): Atom | undefined {
  const type = typeOf(atom);
  const field = type.kind === "record" && type.instance === undefined ? fieldOf(type, "valueOf") : undefined;
  if (field === undefined || !isFunctionType(resolveType(field.type))) return undefined;
  const value = callNamed(l, atom, "valueOf", [], node);
  return value === undefined || isFunctionValue(value) || typeOf(value).kind === "record" ? undefined : value;
}

const convertsOtherwise = ({ node }: { readonly node: ts.ClassLikeDeclaration }): boolean =>
  node.members.some((member) => member.name?.getText() === "[Symbol.toPrimitive]");
