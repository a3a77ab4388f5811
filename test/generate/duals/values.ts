import type { ts } from "ts-morph";
import { type Dual, plain, seeded } from "./dual.js";
import { Unsuitable } from "./unsuitable.js";

/** An array or typed array. */
export interface Cells {
  readonly kind: "cells";
  readonly storage: "Array" | "Float64Array";
  readonly items: Value[];
}

/** A record. */
export interface Fields {
  readonly kind: "fields";
  readonly members: Map<string, Value>;
}

export interface Closure {
  readonly kind: "closure";
  readonly node: ts.FunctionLikeDeclaration;
  readonly scope: Scope;
}

export type Value = Dual | Cells | Fields | Closure | boolean | string | undefined;

/** Names and what they hold; a closure keeps the scope in which it was made. */
export interface Scope {
  readonly names: Map<string, Value>;
  readonly outer: Scope | undefined;
}

export const innerScope = (outer: Scope | undefined): Scope => ({ names: new Map(), outer });

export function scopeOf(scope: Scope, name: string): Scope {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.outer) if (at.names.has(name)) return at;
  throw new Unsuitable(`${name} is not defined`);
}

export const isObject = (value: Value): value is Cells | Fields | Closure =>
  typeof value === "object" && value.kind !== "dual";

export const asDual = (value: Value): Dual => {
  if (typeof value === "object" && value.kind === "dual") return value;
  throw new Unsuitable("a number was expected");
};

export const asCells = (value: Value): Cells => {
  if (typeof value === "object" && value.kind === "cells") return value;
  throw new Unsuitable("an array was expected");
};

export const asBoolean = (value: Value): boolean => {
  if (typeof value === "boolean") return value;
  if (typeof value === "object" && value.kind === "dual") return Boolean(value.v);
  throw new Unsuitable("a condition was expected");
};

/** JavaScript data as values of the interpreter; every number of a float becomes the next seeded input. */
export function enter(data: unknown, count: number, next: () => number, known: Map<object, Value>): Value {
  if (typeof data === "number") return count === 0 ? plain(data) : seeded(data, next(), count);
  if (typeof data !== "object" || data === null) return data as boolean | string | undefined;
  const shared = known.get(data);
  if (shared !== undefined) return shared;
  if (Array.isArray(data) || data instanceof Float64Array) {
    const cells: Cells = { kind: "cells", storage: Array.isArray(data) ? "Array" : "Float64Array", items: [] };
    known.set(data, cells);
    for (const item of data) cells.items.push(enter(item, count, next, known));
    return cells;
  }
  const fields: Fields = { kind: "fields", members: new Map() };
  known.set(data, fields);
  for (const [key, item] of Object.entries(data)) fields.members.set(key, enter(item, count, next, known));
  return fields;
}

/** Back to JavaScript data: of each number what `show` says. */
export function leave(value: Value, show: (dual: Dual) => number, known = new Map<object, unknown>()): unknown {
  if (typeof value !== "object") return value;
  if (value.kind === "dual") return show(value);
  if (value.kind === "closure") throw new Unsuitable("a function is returned");
  const shared = known.get(value);
  if (shared !== undefined) return shared;
  if (value.kind === "cells") {
    if (value.storage === "Float64Array") {
      const typed = Float64Array.from(value.items, (item) => show(asDual(item)));
      known.set(value, typed);
      return typed;
    }
    const list: unknown[] = [];
    known.set(value, list);
    for (const item of value.items) list.push(leave(item, show, known));
    return list;
  }
  const record: Record<string, unknown> = {};
  known.set(value, record);
  for (const [key, item] of value.members) record[key] = leave(item, show, known);
  return record;
}
