import { Collection, Dictionary } from "./collections.js";
import { isNum, type Num, seeded } from "./dual.js";
import { Floats } from "./typedArrays.js";
import { Unsuitable } from "./unsuitable.js";

/** JavaScript data as data of a rewritten program; every number of a float becomes the next seeded input of `count`. */
export function enter(data: unknown, count: number, next: () => number, known = new Map<object, unknown>()): unknown {
  if (typeof data === "number") return count === 0 ? data : seeded(data, next(), count);
  if (typeof data !== "object" || data === null) return data;
  const shared = known.get(data);
  if (shared !== undefined) return shared;
  const inner = (part: unknown): unknown => enter(part, count, next, known);
  if (Array.isArray(data) || data instanceof Float64Array) {
    const cells: unknown[] = Array.isArray(data) ? [] : new Floats(data.length);
    known.set(data, cells);
    for (const [k, item] of data.entries()) cells[k] = inner(item);
    return cells;
  }
  if (data instanceof Map) {
    const map = new Dictionary();
    known.set(data, map);
    for (const [key, item] of data) map.set(key, inner(item));
    return map;
  }
  if (data instanceof Set || ArrayBuffer.isView(data)) throw new Unsuitable("an argument of another kind");
  const record: Record<string, unknown> = {};
  known.set(data, record);
  for (const [key, item] of Object.entries(data)) record[key] = inner(item);
  return record;
}

/** Back to JavaScript data: of each number what `show` says. */
export function leave(value: unknown, show: (number: Num) => number, known = new Map<object, unknown>()): unknown {
  if (isNum(value)) return show(value);
  if (typeof value === "function") throw new Unsuitable("a function is returned");
  if (typeof value !== "object" || value === null) return value;
  const shared = known.get(value);
  if (shared !== undefined) return shared;
  if (value instanceof Floats) {
    const typed = Float64Array.from(value, (item) => show(item as Num));
    known.set(value, typed);
    return typed;
  }
  const inner = (part: unknown): unknown => leave(part, show, known);
  if (Array.isArray(value)) {
    const list: unknown[] = [];
    known.set(value, list);
    for (const item of value) list.push(inner(item));
    return list;
  }
  if (value instanceof Dictionary) {
    const map = new Map<unknown, unknown>();
    known.set(value, map);
    for (const [key, item] of value) map.set(key, inner(item));
    return map;
  }
  if (value instanceof Collection) return new Set(value);
  const record = Object.create(Object.getPrototypeOf(value) as object) as Record<string, unknown>;
  known.set(value, record);
  for (const [key, item] of Object.entries(value)) record[key] = inner(item);
  return record;
}
