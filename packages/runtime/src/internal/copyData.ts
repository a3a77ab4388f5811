/** Data in memory of its own; what is shared in it is shared in the copy. Instances, functions and host objects stay what they are. */
export const copyData = <T>(data: T): T => copyParts(data, isPlain);

/** The same, and of an instance of a class of the program an instance with copies of its fields; without its private ones, which nobody sees. */
export const copyState = <T>(state: T): T => copyParts(state, (part) => isPlain(part) || !isHost(part));

function isPlain(part: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(part);
  return prototype === Object.prototype || prototype === null;
}

/** What the language and its host make has what is not seen in its fields. */
const isHost = (part: object): boolean => Object.prototype.toString.call(part) !== "[object Object]";

function copyParts<T>(data: T, isCopied: (part: object) => boolean): T {
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
    if (!isCopied(part)) return part;
    const like = Object.create(isPlain(part) ? Object.prototype : Object.getPrototypeOf(part)) as Record<
      string,
      unknown
    >;
    const record = remember(part, like);
    for (const [name, value] of Object.entries(part)) record[name] = copy(value);
    return record;
  };
  const remember = <C>(part: unknown, made: C): C => {
    copies.set(part, made);
    return made;
  };
  return copy(data) as T;
}
