import type { ts } from "../../frontend/ts.js";
import { constant } from "../../ir/build.js";
import { unifyTypes } from "../../ir/type.js";
import type { Atom, Type } from "../../ir/types.js";
import { isStorage } from "./annotations.js";
import { kindOf, primitiveKinds } from "./kinds.js";
import { isUnionType } from "./mixing.js";
import type { Lowering } from "./state.js";
import { isOfKind, kindsIn, newUnionType } from "./unions.js";
import { branch, mayBeMissing, structureOf, test, typeOf } from "./values.js";

/** Tests of what a list, map or set is; each is decided by the type, unless the value is of several kinds or may be missing. */
export const isArray = (l: Lowering, atom: Atom, node: ts.Node): Atom =>
  isContainer(l, atom, (kind) => kind === "Array", node);

/** `ArrayBuffer.isView(x)`. */
export const isView = (l: Lowering, atom: Atom, node: ts.Node): Atom => isContainer(l, atom, isStorage, node);

/** `x instanceof Float64Array`, `x instanceof Map`; undefined if the class is another one of the language. */
export function isOfLibrary(l: Lowering, atom: Atom, library: string, node: ts.Node): Atom | undefined {
  const type = structureOf(l, atom, node);
  const isList = type.kind === "array" || type.kind === "tuple" || type.kind === "map";
  if (primitiveKinds.has(kindOf(type)) || (isList && inert.has(library))) return constant(false);
  if (!["Array", "Map", "Set"].includes(library) && !isStorage(library)) return undefined;
  return isContainer(l, atom, (kind) => kind === library, node);
}

/** What no list is, nor anything else that has a derivative. */
const inert: ReadonlySet<string> = new Set(["Date", "RegExp"]);

function isContainer(l: Lowering, atom: Atom, isIt: (kind: string) => boolean, node: ts.Node): Atom {
  const given = structureOf(l, atom, node);
  const kinds = given.kind === "variable" ? kindsLater(l, given, node) : kindsIn(given);
  if (!kinds.some(isIt)) return constant(false);
  const present = (inner: Lowering): Atom =>
    isUnionType(typeOf(atom))
      ? kinds
          .filter(isIt)
          .map((kind): Atom => isOfKind(inner, atom, kind))
          .reduce((a, b) => test(inner, "or", a, b))
      : constant(true);
  if (!mayBeMissing(l, atom)) return present(l);
  return branch(l, test(l, "isNullish", atom), node, () => constant(false), present);
}

/** Where nothing was stored yet, the kinds that came there in the attempt before. If they are several, it is a value of several kinds. */
function kindsLater({ program }: Lowering, type: Type, node: ts.Node): readonly string[] {
  const kinds = [...(program.facts.kinds.get(node) ?? [])];
  program.places.push({ place: node, type });
  if (kinds.length > 1) unifyTypes(type, newUnionType(program, node));
  return kinds;
}
