/** Entries of the shadows of maps and dictionaries: one that is not there is 0. */
export function addEntry<Key>(map: Map<Key, number> | object, key: Key, value: number): void {
  if (value === 0) return;
  if (map instanceof Map) {
    map.set(key, (map.get(key) ?? 0) + value);
    return;
  }
  // Not what an object inherits, such as `constructor`.
  const entries = map as Record<PropertyKey, number>;
  const name = key as PropertyKey;
  entries[name] = Object.hasOwn(map, name) ? (entries[name] ?? 0) + value : value;
}
