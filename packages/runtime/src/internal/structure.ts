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
export function structureOf(value: object | undefined): Structure {
  const seen = new Set<object>(value === undefined ? [] : [value]);
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

/** Gives a gradient back the references, lengths, fields and keys that it had, in their order. */
export function restoreStructure(structure: Structure): void {
  for (const { object, length, parts, names } of structure) {
    if (Array.isArray(object)) object.length = length;
    else if (object instanceof Map) restoreEntries(object, names, new Map(object));
    else restoreFields(object as Record<string, unknown>, names);
    for (const [key, part] of parts) {
      if (object instanceof Map) object.set(key, part);
      else (object as Record<PropertyKey, object>)[key as string] = part;
    }
  }
}

const isSame = (keys: readonly unknown[], names: ReadonlySet<unknown>): boolean =>
  keys.length === names.size && [...names].every((name, i) => name === keys[i]);

function restoreEntries(
  map: Map<unknown, unknown>,
  names: ReadonlySet<unknown>,
  present: ReadonlyMap<unknown, unknown>,
): void {
  if (isSame([...map.keys()], names)) return;
  map.clear();
  for (const key of names) map.set(key, present.get(key));
}

function restoreFields(object: Record<string, unknown>, names: ReadonlySet<unknown>): void {
  const keys = Object.keys(object);
  if (isSame(keys, names)) return;
  const present = { ...object };
  for (const key of keys) Reflect.deleteProperty(object, key);
  for (const name of names) object[name as string] = present[name as string];
}

/** Gives a copy its fields in the order of the originals, and of names beside them: who lists them sees it. */
export function orderFields(copy: object, ...parts: readonly unknown[]): void {
  const listed = parts.flatMap((part) =>
    typeof part === "string" ? [part] : typeof part === "object" && part !== null ? Object.keys(part) : [],
  );
  const keys = Object.keys(copy);
  const first = listed.filter((key) => Object.hasOwn(copy, key));
  restoreFields(copy as Record<string, unknown>, new Set([...first, ...keys]));
}
