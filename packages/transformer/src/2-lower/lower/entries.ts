import { spanOf } from "../../frontend/frontend.js";
import type { ts } from "../../frontend/ts.js";
import { booleanType, classSlot, entryKey, opaqueType, stringType } from "../../ir/build.js";
import { resolveType, typeText, unifyTypes } from "../../ir/type.js";
import type { ArrayType, Atom, MapStorage, MapType, RecordType, Type, Value } from "../../ir/types.js";
import { hasAccessors } from "./accessors.js";
import { isFunctionType } from "./functions/compare.js";
import { placeType } from "./mixing.js";
import { freshType, isRefused, type Lowering, type ProgramState, refuse, report } from "./state.js";
import { agree, arrayOf, structureOf, typeOf } from "./values.js";

// The entries of maps, sets and dictionaries as operations of the intermediate representation.

/** A type whose keys and values unification finds. The elements of a set are its keys; an object's keys are strings. */
export function freshMapType(l: Lowering, storage: MapStorage, origin: ts.Node): MapType {
  const value = storage === "Set" ? freshType(l.program) : placeType(l.program, origin, freshType(l.program));
  const key = storage === "Set" ? value : storage === "Object" ? stringType : freshType(l.program);
  const type: MapType = { kind: "map", storage, key, value };
  l.program.origins.set(type, origin);
  return type;
}

export const newMap = (l: Lowering, type: MapType): Value => l.out.define(type, { kind: "newMap" });

/** The map that an atom is, or undefined after a report. */
export function asMap(l: Lowering, atom: Atom, node: ts.Node): MapType | undefined {
  if (isRefused(l, atom)) return undefined;
  const type = structureOf(l, atom, node);
  if (type.kind === "map") return type;
  refuse(l, "notAMap", node, { type: typeText(type) });
  return undefined;
}

/** Whether an atom may be a key of a map; a number that names an entry of an object is as good as its text. */
export function acceptsKey(l: Lowering, type: MapType, key: Atom, node: ts.Node): boolean {
  if (isRefused(l, key)) return false;
  const { kind } = typeOf(key);
  // Every object has something under such a name, a gradient as well.
  if (type.storage === "Object" && key.kind === "constant" && typeof key.value === "string" && key.value in {}) {
    report(l, "unsupportedSyntax", node, { syntax: `an entry named ${key.value}` });
    return false;
  }
  if ((type.storage === "Object" && (kind === "number" || kind === "string")) || kind === "opaque") return true;
  if (resolveType(type.key).kind === "opaque") return true;
  if (isFunctionType(typeOf(key))) l.program.facts.keys.add(node);
  return agree(l, type.key, typeOf(key), node, key);
}

/**
 * A dictionary, or a record seen as one: its fields must be of one type for their values to be asked for. A record with accessors
 * is none, as what it has in its slots is not what it seems to have.
 */
export function dictionaryOf(l: Lowering, type: Type, node: ts.Node): MapType | undefined {
  if (type.kind === "map") return type.storage === "Object" ? type : undefined;
  if (type.kind !== "record" || type.functions !== undefined || hasAccessors(type)) return undefined;
  if (type.instance !== undefined || type.fields.some(({ name }) => name === classSlot)) return undefined;
  l.program.viewed.push({ type, node });
  return { kind: "map", storage: "Object", key: stringType, value: commonType(type) ?? opaqueType };
}

/** Reports records that were seen as dictionaries before it was known that they have accessors. */
export function checkViewed({ viewed, ctx }: ProgramState): void {
  for (const { type, node } of viewed) {
    const present = resolveType(type);
    if (hasAccessors(present)) ctx.reporter.report("dynamicKey", spanOf(node), { type: typeText(present) });
  }
}

/** The one type of all fields of a record. */
export function commonType({ fields }: RecordType): Type | undefined {
  const [first, ...others] = fields;
  if (first === undefined || fields.some(({ name }) => name === classSlot)) return undefined;
  const content = resolveType(first.type);
  if (content.kind === "opaque") return undefined;
  return others.every((field) => unifyTypes(content, field.type)) ? content : undefined;
}

/** What is stored under a key, or undefined. */
export function loadEntry(l: Lowering, base: Atom, key: Atom, type: Type): Value {
  const value = l.out.define(resolveType(type), { kind: "load", base, key: entryKey(key) });
  l.program.elements.add(value);
  l.program.sources.set(value, typeOf(base));
  return value;
}

export const storeEntry = (l: Lowering, base: Atom, key: Atom, value: Atom): void =>
  l.out.push({ kind: "store", base, key: entryKey(key), value, linear: false });

export const hasEntry = (l: Lowering, base: Atom, key: Atom, inherited = false): Value =>
  l.out.define(booleanType, { kind: "hasEntry", base, key, inherited });

/** `delete`: whether there was something to remove. */
export function removeEntry(l: Lowering, base: Atom, key: Atom): Value {
  const present = hasEntry(l, base, key);
  l.out.push({ kind: "removeEntry", base, key });
  return present;
}

export const keyArrayType = (type: MapType): ArrayType => arrayOf(type.storage === "Object" ? stringType : type.key);

export const keysOf = (l: Lowering, base: Atom, type: MapType, node?: ts.Node): Value =>
  l.out.define(keyArrayType(type), { kind: "keysOf", base }, node === undefined ? {} : { span: spanOf(node) });
