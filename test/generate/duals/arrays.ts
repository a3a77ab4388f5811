import { plain } from "./dual.js";
import { callClosure, type Machine } from "./statements.js";
import { Unsuitable } from "./unsuitable.js";
import { asBoolean, asCells, asDual, type Cells, type Closure, type Value } from "./values.js";

const list = (items: Value[]): Cells => ({ kind: "cells", storage: "Array", items });
const typed = (items: Value[]): Cells => ({ kind: "cells", storage: "Float64Array", items });

/** `new Float64Array(…)`, `new Array(n)` */
export function makeArray(name: string, args: readonly Value[]): Value {
  const first = args[0];
  const from = typeof first === "object" && first.kind === "cells" ? first.items : undefined;
  if (name === "Float64Array") return typed(from?.slice() ?? Array.from({ length: asDual(first).v }, () => plain(0)));
  if (name === "Array") return list(new Array<Value>(asDual(first).v).fill(undefined));
  throw new Unsuitable(`new ${name}`);
}

const asClosure = (value: Value): Closure => {
  if (typeof value === "object" && value.kind === "closure") return value;
  throw new Unsuitable("a function was expected");
};

/** Methods of arrays, and the functions of `Array` and `Float64Array`. */
export function callArrayMethod(name: string, self: Value, args: readonly Value[], m: Machine): Value {
  if (name.endsWith(".from")) return from(name === "Array.from" ? list : typed, args, m);
  const base = asCells(self);
  const { items } = base;
  const first = args[0];
  const again = base.storage === "Array" ? list : typed;
  switch (name) {
    case "push":
      items.push(...args);
      return plain(items.length);
    case "pop":
      if (items.length === 0) throw new Unsuitable("pop of an empty array");
      return items.pop();
    case "slice":
      return again(items.slice(...args.map((arg) => asDual(arg).v)));
    case "concat":
      return list([...items, ...args.flatMap((arg) => asCells(arg).items)]);
    case "fill":
      items.fill(first, ...args.slice(1).map((arg) => asDual(arg).v));
      return base;
    case "reverse":
      items.reverse();
      return base;
    case "reduce":
    case "reduceRight":
      return reduce(items, name === "reduceRight", args, base, m);
  }
  return iterate(name, base, asClosure(first), again, m);
}

function iterate(name: string, base: Cells, fn: Closure, again: (items: Value[]) => Cells, m: Machine): Value {
  const { items } = base;
  const apply = (item: Value, index: number): Value => callClosure(fn, [item, plain(index), base], m);
  const length = items.length;
  switch (name) {
    case "forEach":
      for (let k = 0; k < length; k++) apply(items[k], k);
      return undefined;
    case "map": {
      const result: Value[] = [];
      for (let k = 0; k < length; k++) result.push(apply(items[k], k));
      return again(result);
    }
    case "filter": {
      const result: Value[] = [];
      for (let k = 0; k < length; k++) {
        const item = items[k];
        if (asBoolean(apply(item, k))) result.push(item);
      }
      return again(result);
    }
    case "some":
    case "every":
      for (let k = 0; k < length; k++) if (asBoolean(apply(items[k], k)) === (name === "some")) return name === "some";
      return name !== "some";
  }
  throw new Unsuitable(`method ${name}`);
}

function reduce(items: Value[], right: boolean, args: readonly Value[], base: Cells, m: Machine): Value {
  const order = [...items.keys()];
  if (right) order.reverse();
  const fn = asClosure(args[0]);
  let result = args.length > 1 ? args[1] : items[order.shift() ?? -1];
  for (const k of order) result = callClosure(fn, [result, items[k], plain(k), base], m);
  return result;
}

function from(make: (items: Value[]) => Cells, args: readonly Value[], m: Machine): Value {
  const source = args[0];
  const fn = args[1];
  if (typeof source !== "object") throw new Unsuitable("Array.from");
  const items =
    source.kind === "fields"
      ? new Array<Value>(asDual(source.members.get("length")).v).fill(undefined)
      : [...asCells(source).items];
  if (fn === undefined) return make(items);
  return make(items.map((item, k) => callClosure(asClosure(fn), [item, plain(k)], m)));
}
