import type { ts } from "../../frontend/ts.js";
import { resolveType, typeText, unifyTypes } from "../../ir/type.js";
import type { Atom, Type } from "../../ir/types.js";
import { countedLoop } from "./iterate.js";
import { kindOf } from "./kinds.js";
import { emptyArrayType, makeArray } from "./literals.js";
import { fit, isUnionType } from "./mixing.js";
import { callPrelude } from "./prelude.js";
import { freshType, type Lowering, standIn } from "./state.js";
import { isOfKind, loadKind, nameOfKind } from "./unions.js";
import { neverReached } from "./unreachable.js";
import {
  arrayOf,
  branch,
  fieldOrNew,
  lengthOf,
  loadIndex,
  mayBeMissing,
  nothingOf,
  refuseTupleIndex,
  test,
  typeOf,
} from "./values.js";

// `concat`, `flat` and `flatMap` take the elements of an array, and of anything else itself. Of a value of several kinds that is known
// at run time only.

/** A fresh or given array: the elements of the value, if it is one, or the value alone. */
export function itemsOfMixed(l: Lowering, value: Atom, node: ts.Node): Atom {
  const union = typeOf(value);
  if (!isUnionType(union)) return standIn(l);
  const held = fieldOrNew(l, union, "Array").type;
  if (resolveType(held).kind === "variable") unifyTypes(held, arrayOf(freshType(l.program)));
  const array = resolveType(held);
  if (array.kind === "tuple") return refuseTupleIndex(l, array, node);
  if (array.kind !== "array") return standIn(l);
  if (resolveType(array.element).kind === "variable") unifyTypes(array.element, soleOther(union.fields) ?? union);
  const alone = (at: Lowering): Atom => {
    const item = fit(at, array.element, itemAs(at, value, resolveType(array.element), node), node);
    return item === undefined ? standIn(at) : ofType(at, array.element, item);
  };
  const present = (at: Lowering): Atom =>
    branch(at, isOfKind(at, value, "Array"), node, (list) => loadKind(list, value, union, "Array"), alone);
  if (!mayBeMissing(l, value)) return present(l);
  const missing = (at: Lowering): Atom => ofType(at, array.element, nothingOf(value, node)(at));
  return branch(l, test(l, "isNullish", value), node, missing, present);
}

/** The items of all elements of an array of values of several kinds, one after the other. */
export function itemsOfAll(l: Lowering, array: Atom, node: ts.Node): Atom {
  const type = emptyArrayType(l, node);
  const items = l.out.define(type, { kind: "makeArray", elements: [] });
  countedLoop(l, lengthOf(l, array), (inner, index) => {
    callPrelude(inner, "pushAll", [items, itemsOfMixed(inner, loadIndex(inner, array, index), node)], node);
  });
  return items;
}

/** The value as the elements of its own array kind are: of several kinds, or the one that they are of. */
function itemAs(l: Lowering, value: Atom, element: Type, node: ts.Node): Atom {
  const union = typeOf(value);
  const kind = kindOf(element);
  if (isUnionType(element) || kind === undefined || !isUnionType(union)) return value;
  const other = (at: Lowering): Atom =>
    neverReached(at, node, `new TypeError(${JSON.stringify(`${typeText(element)} is expected here`)})`);
  return branch(l, isOfKind(l, value, kind), node, (at) => loadKind(at, value, union, kind), other);
}

/** Of a value that is an array or of one other kind, that one. */
function soleOther(fields: readonly { readonly name: string; readonly type: Type }[]): Type | undefined {
  const others = fields.filter(({ name }) => name !== nameOfKind && name !== "Array");
  return others.length === 1 ? others[0]?.type : undefined;
}

function ofType(l: Lowering, element: Type, item: Atom): Atom {
  const array = makeArray(l, [item]);
  const type = typeOf(array);
  if (type.kind === "array") unifyTypes(type.element, element);
  return array;
}
