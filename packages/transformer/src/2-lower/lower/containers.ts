import type { ts } from "../../frontend/ts.js";
import { constant } from "../../ir/build.js";
import { resolveType } from "../../ir/type.js";
import type { Atom, Type } from "../../ir/types.js";
import { isStorage } from "./annotations.js";
import { kindOf } from "./kinds.js";
import { isUnionType } from "./mixing.js";
import type { Lowering } from "./state.js";
import { isOfKind } from "./unions.js";
import { branch, mayBeMissing, structureOf, test } from "./values.js";

/** Tests of what a list, map or set is; each is decided by the type, unless the value is of several kinds or may be missing. */
export const isArray = (l: Lowering, atom: Atom, node: ts.Node): Atom =>
  isContainer(l, atom, (kind) => kind === "Array", node);

/** `ArrayBuffer.isView(x)`. */
export const isView = (l: Lowering, atom: Atom, node: ts.Node): Atom => isContainer(l, atom, isStorage, node);

/** `x instanceof Float64Array`, `x instanceof Map`; undefined if the class is another one of the language. */
export function isOfLibrary(l: Lowering, atom: Atom, library: string, node: ts.Node): Atom | undefined {
  if (!["Array", "Map", "Set"].includes(library) && !isStorage(library)) return undefined;
  return isContainer(l, atom, (kind) => kind === library, node);
}

function isContainer(l: Lowering, atom: Atom, isIt: (kind: string) => boolean, node: ts.Node): Atom {
  const type = structureOf(l, atom, node);
  const has = (one: Type): boolean => isIt(kindOf(resolveType(one)) ?? "");
  if (!isUnionType(type) && !has(type)) return constant(false);
  const present = (inner: Lowering): Atom =>
    isUnionType(type)
      ? type.fields
          .filter((field) => isIt(field.name))
          .map((field): Atom => isOfKind(inner, atom, field.name))
          .reduce((a, b) => test(inner, "or", a, b), constant(false))
      : constant(true);
  if (!mayBeMissing(l, atom)) return present(l);
  return branch(l, test(l, "isNullish", atom), node, () => constant(false), present);
}
