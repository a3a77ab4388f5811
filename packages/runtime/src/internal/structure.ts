/** What objects are made of at one moment: the length of an array, the fields of a record, the keys of a map, and the references in them. */
export type Structure = readonly {
  readonly object: object;
  /** Of an array; -1 for a record or a map. */
  readonly length: number;
  readonly parts: readonly (readonly [unknown, object])[];
  /** Of a record or a map. */
  readonly names: ReadonlySet<unknown>;
}[];

const none: ReadonlySet<unknown> = new Set();

/** Remembers how a gradient is built, before the function that it belongs to changes the structure of its argument. */
export function structureOf(value: object): Structure {
  const seen = new Set<object>([value]);
  const found: Structure[number][] = [];
  for (const object of seen) {
    if (ArrayBuffer.isView(object)) continue;
    const isArray = Array.isArray(object);
    // Numbers are no structure: of an array of them only the length is.
    const isFlat = isArray && typeof object[0] !== "object";
    const entries: readonly (readonly [unknown, unknown])[] =
      object instanceof Map ? [...object] : isFlat ? [] : Object.entries(object);
    const parts = entries.filter(
      (entry): entry is readonly [unknown, object] => typeof entry[1] === "object" && entry[1] !== null,
    );
    const names = isArray ? none : new Set(entries.map(([name]) => name));
    found.push({ object, length: isArray ? object.length : -1, parts, names });
    for (const [, part] of parts) seen.add(part);
  }
  return found;
}

/** Gives a gradient back the references, lengths and fields that it had. */
export function restoreStructure(structure: Structure): void {
  for (const { object, length, parts, names } of structure) {
    if (Array.isArray(object)) object.length = length;
    else if (object instanceof Map) {
      for (const key of [...object.keys()]) if (!names.has(key)) object.delete(key);
    } else for (const name of Object.keys(object)) if (!names.has(name)) Reflect.deleteProperty(object, name);
    for (const [key, part] of parts) {
      if (object instanceof Map) object.set(key, part);
      else (object as Record<PropertyKey, object>)[key as string] = part;
    }
  }
}
