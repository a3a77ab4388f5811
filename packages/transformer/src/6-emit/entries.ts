import { classSlot } from "../ir/build.js";
import type { Atom, HasEntry, MapStorage, Type } from "../ir/types.js";
import type { Surroundings } from "./operations.js";
import { construct, type Effect, type Expression } from "./tree.js";
import type { TypeWriter } from "./types.js";

export const isMap = (base: Atom): boolean => base.kind === "value" && base.type.kind === "map";

/** Undefined for a record, whose fields are addressed as the entries of a dictionary. */
export const storageOf = (base: Atom): MapStorage | undefined =>
  base.kind === "value" && base.type.kind === "map" ? base.type.storage : undefined;

/** What a record is seen as where a field is known at run time only. */
export function dictionaryType(base: Atom, types: TypeWriter): string {
  const type = base.kind === "value" ? base.type : undefined;
  const content = type?.kind === "record" ? type.fields.find((field) => field.name !== classSlot)?.type : undefined;
  return `Record<string, ${content === undefined ? "any" : types.write(content)}>`;
}

export function newMapOf(type: Type, types: TypeWriter): Expression {
  if (type.kind !== "map") throw new Error(`emit: a new map of type ${type.kind}`);
  return type.storage === "Object" ? { kind: "object", fields: [] } : construct(types.mapClass(type));
}

/** `map.get(key)`. */
export const getEntry = (base: Atom, key: Atom, around: Surroundings): Expression => ({
  kind: "method",
  object: around.atom(base),
  name: "get",
  args: [around.atom(key)],
  effect: { reads: [around.aliases.slotOf(base, { kind: "entry", key })] },
});

/** `map.has(key)`, `Object.hasOwn(object, key)`, `key in object`, `index in array`. */
export function hasEntryOf({ base, key, inherited }: HasEntry, around: Surroundings): Expression {
  const effect: Effect = { reads: [around.aliases.presenceOf(base)] };
  const [object, name] = [around.atom(base), around.atom(key)];
  const storage = storageOf(base);
  if (storage === "Map" || storage === "Set") return { kind: "method", object, name: "has", args: [name], effect };
  if (inherited) return { kind: "binary", operator: "in", left: name, right: object, effect };
  return { kind: "call", callee: "Object.hasOwn", args: [object, name], effect };
}

/** `Array.from(map.keys())`, `Object.keys(object)`. */
export function keysOf(base: Atom, around: Surroundings): Expression {
  const effect: Effect = { reads: [around.aliases.lengthOf(base)] };
  const object = around.atom(base);
  const storage = storageOf(base);
  if (storage !== "Map" && storage !== "Set") return { kind: "call", callee: "Object.keys", args: [object], effect };
  return { kind: "call", callee: "Array.from", args: [{ kind: "method", object, name: "keys", args: [] }], effect };
}
