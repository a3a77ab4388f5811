/** Data in memory of its own; what is shared in it is shared in the copy. Instances, functions and host objects stay what they are. */
export function copyData<T>(data: T): T {
  const copies = new Map<unknown, unknown>();
  const copy = (part: unknown): unknown => {
    const known = copies.get(part);
    if (known !== undefined || typeof part !== "object" || part === null) return known ?? part;
    if (Array.isArray(part)) {
      const list: unknown[] = new Array(part.length);
      copies.set(part, list);
      for (const key of Object.keys(part)) list[key as unknown as number] = copy(part[key as unknown as number]);
      return list;
    }
    if (ArrayBuffer.isView(part) && !(part instanceof DataView)) return remember(part, (part as Float64Array).slice());
    if (part instanceof Map) {
      const map = remember(part, new Map<unknown, unknown>());
      for (const [key, value] of part) map.set(copy(key), copy(value));
      return map;
    }
    if (part instanceof Set) {
      const set = remember(part, new Set<unknown>());
      for (const value of part) set.add(copy(value));
      return set;
    }
    const prototype: unknown = Object.getPrototypeOf(part);
    if (prototype !== Object.prototype && prototype !== null) return part;
    const record = remember(part, {} as Record<string, unknown>);
    for (const [name, value] of Object.entries(part)) record[name] = copy(value);
    return record;
  };
  const remember = <C>(part: unknown, made: C): C => {
    copies.set(part, made);
    return made;
  };
  return copy(data) as T;
}
