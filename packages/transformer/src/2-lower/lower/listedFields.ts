import type { ts } from "../../frontend/ts.js";
import { booleanType, classSlot, errorSlot } from "../../ir/build.js";
import { resolveType } from "../../ir/type.js";
import type { Atom, RecordType } from "../../ir/types.js";
import { accessorSlot, gotFrom, isAccessor, isAccessorSlot, loadProperty } from "./accessors.js";
import { asAtom } from "./expressions.js";
import { type Lowering, type ProgramState, report } from "./state.js";
import { fieldOrNew, test } from "./values.js";

/** A property that a record has: a field of its own, or one behind which there is a getter. */
export interface ListedField {
  readonly name: string;
  /** It may be missing, so that what is made of the record may not have it. */
  readonly isOptional: boolean;
}

/** The properties of a record that were listed while its type might still grow. */
export interface Listing {
  readonly node: ts.Node;
  readonly type: RecordType;
  readonly listed: ReadonlyMap<string, ListedField>;
}

/** What `{ ...record }` and its like copy. Properties that were found out later are listed in the next attempt. */
export function listedFields(l: Lowering, type: RecordType, node: ts.Node): readonly ListedField[] {
  const { facts, listings } = l.program;
  if (type.functions !== undefined) {
    report(l, "unknownSpread", node);
    return [];
  }
  const later = facts.listed.get(node) ?? new Set<string>();
  for (const name of later) if (propertiesOf(type).get(name) === undefined) fieldOrNew(l, type, name);
  const listed = new Map(
    [...propertiesOf(type)].map(([name, field]) => [name, later.has(name) ? { ...field, isOptional: true } : field]),
  );
  listings.push({ node, type, listed });
  return [...listed.values()];
}

function propertiesOf(type: RecordType): ReadonlyMap<string, ListedField> {
  const found = new Map<string, ListedField>();
  for (const { name: slot, type: content, optional } of type.fields) {
    if (slot === classSlot || slot === errorSlot || slot.startsWith("#")) continue;
    const name = isAccessorSlot(slot) ? gotFrom(slot) : slot;
    if (name === undefined) continue;
    const isOptional = optional === true && resolveType(content).kind !== "opaque";
    const before = found.get(name);
    found.set(name, { name, isOptional: isOptional && before?.isOptional !== false });
  }
  return found;
}

/** Properties that joined a type after they were listed, or that turned out to be missing at times. */
export function checkListings({ listings, facts }: ProgramState): void {
  for (const { node, type, listed } of listings) {
    for (const [name, { isOptional }] of propertiesOf(resolveType(type) as RecordType)) {
      const known = listed.get(name);
      if (known !== undefined && (known.isOptional || !isOptional)) continue;
      const later = facts.listed.get(node) ?? new Set();
      facts.listed.set(node, later.add(name));
    }
  }
}

export const loadListed = (l: Lowering, source: Atom, { name }: ListedField, node: ts.Node): Atom =>
  asAtom(l, loadProperty(l, source, name, node), node);

export function hasListed(l: Lowering, source: Atom, { name }: ListedField, node: ts.Node): Atom {
  const has = (slot: string): Atom => l.out.define(booleanType, { kind: "hasField", base: source, name: slot });
  return isAccessor(l, source, name, node) ? test(l, "or", has(name), has(accessorSlot("get", name))) : has(name);
}
