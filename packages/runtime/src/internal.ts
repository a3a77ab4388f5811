/** What emitted code imports. Not for application code: it may change with any version. */
export { overlap } from "./internal/overlap.js";
export { asThrown } from "./internal/thrown.js";
export { type Shadows, shadowOf, zerosLike } from "./internal/zerosLike.js";

/** The references inside a structure, and the lengths of its arrays, at one moment. */
export type Structure = readonly {
  readonly object: object;
  readonly length: number;
  readonly parts: readonly [string, object][];
}[];

/** Remembers how a gradient is built, before the function that it belongs to changes the structure of its argument. */
export function structureOf(value: object): Structure {
  const seen = new Set<object>([value]);
  const found: Structure[number][] = [];
  for (const object of seen) {
    // Numbers are no structure: of an array of them only the length is.
    const isFlat = Array.isArray(object) && typeof object[0] !== "object";
    if (ArrayBuffer.isView(object)) continue;
    if (isFlat) {
      found.push({ object, length: object.length, parts: [] });
      continue;
    }
    const parts = Object.entries(object).filter(
      (entry): entry is [string, object] => typeof entry[1] === "object" && entry[1] !== null,
    );
    found.push({ object, length: Array.isArray(object) ? object.length : -1, parts });
    for (const [, part] of parts) seen.add(part);
  }
  return found;
}

/** Gives a gradient back the references and lengths that it had. */
export function restoreStructure(structure: Structure): void {
  for (const { object, length, parts } of structure) {
    if (Array.isArray(object)) object.length = length;
    for (const [key, part] of parts) (object as Record<string, object>)[key] = part;
  }
}
