import type { Type } from "../types.js";

/** Maps, sets and dictionaries of the interpreter: the objects that the emitted code would have. */

export function newMap(type: Type): unknown {
  if (type.kind !== "map") throw new Error(`evaluate: a new map of type ${type.kind}`);
  return type.storage === "Map" ? new Map() : type.storage === "Set" ? new Set() : {};
}

/** Each element of a set is the entry under itself. */
export function getEntry(base: unknown, key: unknown): unknown {
  if (base instanceof Map) return base.get(key);
  return base instanceof Set ? key : (base as Record<string, unknown>)[key as string];
}

export function setEntry(base: unknown, key: unknown, value: unknown): void {
  if (base instanceof Map) base.set(key, value);
  else if (base instanceof Set) base.add(key);
  else (base as Record<string, unknown>)[key as string] = value;
}

export function removeEntry(base: unknown, key: unknown, all: boolean): void {
  if (base instanceof Map || base instanceof Set) {
    if (all) base.clear();
    else base.delete(key);
    return;
  }
  for (const name of all ? Object.keys(base as object) : [key])
    delete (base as Record<string, unknown>)[name as string];
}

export function hasEntry(base: unknown, key: unknown, inherited: boolean): boolean {
  if (base instanceof Map || base instanceof Set) return base.has(key);
  return inherited ? (key as string) in (base as object) : Object.hasOwn(base as object, key as string);
}

export const keysOf = (base: unknown): unknown[] =>
  base instanceof Map || base instanceof Set ? [...base.keys()] : Object.keys(base as object);

export function sizeOf(base: unknown): number {
  if (base instanceof Map || base instanceof Set) return base.size;
  return (base as { readonly length: number }).length;
}
