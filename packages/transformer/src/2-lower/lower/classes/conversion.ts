import type { ts } from "../../../frontend/ts.js";
import type { Atom } from "../../../ir/types.js";
import { isFunctionValue, isRefused, type Lowering } from "../state.js";
import { typeOf } from "../values.js";
import { possibleClasses } from "./dispatch.js";
import { invoke } from "./members.js";
import { ancestry, findMember } from "./model.js";

/** What arithmetic and order take an instance for: the result of its `valueOf`, if each of its classes has one. */
export function primitiveOf(l: Lowering, atom: Atom, node: ts.Node): Atom {
  if (atom.kind === "constant" || typeOf(atom).kind !== "record" || isRefused(l, atom)) return atom;
  const possible = possibleClasses(l, atom, node);
  if (possible === undefined || possible.classes.length === 0 || possible.isMixed) return atom;
  const hasOwn = possible.classes.every(
    (cls) => findMember(cls, "valueOf", "get")?.kind === "method" && !ancestry(cls).some(convertsOtherwise),
  );
  const value = hasOwn ? invoke(l, atom, "valueOf", [], node) : undefined;
  if (value === undefined || isFunctionValue(value) || typeOf(value).kind === "record") return atom;
  return value;
}

const convertsOtherwise = ({ node }: { readonly node: ts.ClassLikeDeclaration }): boolean =>
  node.members.some((member) => member.name?.getText() === "[Symbol.toPrimitive]");
