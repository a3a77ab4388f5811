import { entryKey, indexKey, zero } from "../ir/build.js";
import type { Atom, Key, MapType, Type } from "../ir/types.js";

// The slots of an object, as analyses know them: the elements of an array are one slot, and so are the entries of a map.

/** Stands for all elements of an array. */
export const anyIndex: Key = indexKey(zero);
/** Stands for all entries of a map. */
export const anyEntry: Key = entryKey(zero);

/** The slots of a structure, and what is in them. */
export function partsOf(type: Type): readonly (readonly [Key, Type])[] {
  const named = (name: string, part: Type): readonly [Key, Type] => [{ kind: "field", name }, part];
  if (type.kind === "array") return [[anyIndex, type.element]];
  if (type.kind === "tuple") return type.elements.map((part, i) => named(String(i), part));
  if (type.kind === "map") return [[anyEntry, type.value]];
  return type.kind === "record" ? type.fields.map((field) => named(field.name, field.type)) : [];
}

/** Of a set, the keys are the entries. */
export const hasKeys = (type: Type): type is MapType => type.kind === "map" && type.storage !== "Set";
export const isMapWithKeys = (base: Atom): boolean => base.kind === "value" && hasKeys(base.type);
