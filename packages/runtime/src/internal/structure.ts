/** What objects are made of at one moment: the length of an array, the fields of a record, and the references in either. */
export type Structure = readonly {
  readonly object: object;
  /** Of an array; -1 for a record. */
  readonly length: number;
  readonly parts: readonly [string, object][];
  /** Of a record. */
  readonly names: ReadonlySet<string>;
}[];

const none: ReadonlySet<string> = new Set();

/** Remembers how a gradient is built, before the function that it belongs to changes the structure of its argument. */
export function structureOf(value: object): Structure {
  const seen = new Set<object>([value]);
  const found: Structure[number][] = [];
  for (const object of seen) {
    if (ArrayBuffer.isView(object)) continue;
    const isArray = Array.isArray(object);
    // Numbers are no structure: of an array of them only the length is.
    const entries = isArray && typeof object[0] !== "object" ? [] : Object.entries(object);
    const parts = entries.filter(
      (entry): entry is [string, object] => typeof entry[1] === "object" && entry[1] !== null,
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
    else for (const name of Object.keys(object)) if (!names.has(name)) Reflect.deleteProperty(object, name);
    for (const [key, part] of parts) (object as Record<string, object>)[key] = part;
  }
}
