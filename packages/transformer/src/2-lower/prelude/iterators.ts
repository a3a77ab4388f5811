/** `Map.groupBy`. */
export function groupBy<K, T>(items: Iterable<T>, keyOf: (item: T, index: number) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  let i = 0;
  for (const item of items) {
    const key = keyOf(item, i++);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [item]);
    else known.push(item);
  }
  return groups;
}

/** `Object.groupBy`. */
export function groupByName<T>(
  items: Iterable<T>,
  keyOf: (item: T, index: number) => string | number,
): Record<string, T[]> {
  const groups: Record<string, T[]> = {};
  let i = 0;
  for (const item of items) {
    const key = keyOf(item, i++);
    const known = groups[key];
    if (known === undefined) groups[key] = [item];
    else known.push(item);
  }
  return groups;
}

/**
 * Iterators of arrays and maps that are kept: as generators, which are lowered like the user's. They have no `return`: who leaves a
 * loop over one early may go on with it later.
 */

export function* arrayValues<T>(a: ArrayLike<T>): Generator<T> {
  for (let i = 0; i < a.length; i++) yield a[i] as T;
}

export function* arrayKeys<T>(a: ArrayLike<T>): Generator<number> {
  for (let i = 0; i < a.length; i++) yield i;
}

export function* arrayEntries<T>(a: ArrayLike<T>): Generator<[number, T]> {
  for (let i = 0; i < a.length; i++) yield [i, a[i] as T];
}

export function* mapKeys<K, V>(map: ReadonlyMap<K, V>): Generator<K> {
  for (const key of map.keys()) yield key;
}

export function* mapValues<K, V>(map: ReadonlyMap<K, V>): Generator<V> {
  for (const value of map.values()) yield value;
}

export function* mapEntries<K, V>(map: ReadonlyMap<K, V>): Generator<[K, V]> {
  for (const entry of map.entries()) yield entry;
}
