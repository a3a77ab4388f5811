import { ts } from "../../frontend/ts.js";
import { giveAway } from "../giveAway.js";
import { isFollowed } from "../heap.js";
import type { Maker } from "../library.js";
import { inDoubt } from "../machine.js";
import { binaryOf } from "../operators.js";
import { isOneOf, isThing, isUnknown, type Thing, truth, unknown, type Value } from "../things.js";

type Method = (items: Value[], args: readonly Value[], self: Thing) => Value;

/** `Array.…` and the methods of arrays. */
export function fillArrays(maker: Maker, named: (name: string) => Thing): void {
  const { prototypes, method, array, call } = maker;
  const cls = named("Array");
  Object.assign(cls, {
    native: (_self: Value, args: readonly Value[]): Value => {
      const [length] = args;
      if (args.length === 1 && typeof length === "number")
        return array(length <= 10_000 ? Array(length).fill(undefined) : []);
      return array(args);
    },
  });
  method(cls, "isArray", (_self, [value]) =>
    isUnknown(value) || isOneOf(value)
      ? unknown
      : isThing(value) && value.kind === "array" && value.prototype === prototypes.array,
  );
  method(cls, "from", (_self, [list, fn]) => {
    if (!isThing(list) || list.kind !== "array" || !isFollowed(list)) {
      for (const one of [list, fn]) giveAway(one);
      return unknown;
    }
    return array(fn === undefined ? list.items : list.items.map((item, i) => call(fn, undefined, [item, i])));
  });
  method(cls, "of", (_self, args) => array(args));
  /** A method that is run here if all that it works on is known. */
  const own = (name: string, run: Method, changes = false): void =>
    method(prototypes.array, name, (self, args) => {
      const isKnown =
        isThing(self) && self.kind === "array" && isFollowed(self) && !(changes && maker.machine().doubt > 0);
      if (isKnown) return run(self.items, args, self);
      for (const one of [self, ...args]) giveAway(one);
      return unknown;
    });
  const each =
    (collect: (items: readonly Value[], results: readonly Value[]) => Value): Method =>
    (items, [fn, receiver], self) => {
      const list = [...items];
      return collect(
        list,
        list.map((item, i) => call(fn, receiver, [item, i, self])),
      );
    };
  own(
    "forEach",
    each(() => undefined),
  );
  own(
    "map",
    each((_items, results) => array(results)),
  );
  own(
    "filter",
    each((items, results) =>
      results.every((one) => truth(one) !== undefined) ? array(items.filter((_, i) => truth(results[i]))) : unknown,
    ),
  );
  own(
    "some",
    each((_items, results) => results.reduce((all, one) => either(all, one, true), false as Value)),
  );
  own(
    "every",
    each((_items, results) => results.reduce((all, one) => either(all, one, false), true as Value)),
  );
  own("reduce", (items, [fn, ...first], self) => {
    const rest = first.length > 0 ? items : items.slice(1);
    return [...rest].reduce<Value>(
      (sum, item, i) => call(fn, undefined, [sum, item, i, self]),
      first.length > 0 ? first[0] : items[0],
    );
  });
  own("push", (items, args) => items.push(...args), true);
  own("pop", (items) => items.pop(), true);
  own("shift", (items) => items.shift(), true);
  own("unshift", (items, args) => items.unshift(...args), true);
  /** A method that changes the array and gives it. */
  const inPlace = (name: string, change: (items: Value[], args: readonly Value[]) => void): void =>
    own(
      name,
      (items, args, self) => {
        change(items, args);
        return self;
      },
      true,
    );
  inPlace("reverse", (items) => items.reverse());
  inPlace("fill", (items, [value]) => items.fill(value));
  own("slice", (items, [from, to]) => (isIndex(from) && isIndex(to) ? array(items.slice(from, to)) : unknown));
  own(
    "splice",
    (items, [from, count, ...added], self) => {
      if (typeof from === "number" && (count === undefined || typeof count === "number"))
        return array(items.splice(from, count ?? items.length, ...added));
      giveAway(self);
      return unknown;
    },
    true,
  );
  own("concat", (items, args) => {
    if (args.some((one) => isUnknown(one) || isOneOf(one))) return unknown;
    return array([...items, ...args.flatMap((one) => (isThing(one) && one.kind === "array" ? one.items : [one]))]);
  });
  own("join", (items, [between]) =>
    items.every(isPlain) && (between === undefined || typeof between === "string") ? items.join(between) : unknown,
  );
  own("indexOf", (items, [value]) => {
    for (const [i, item] of items.entries()) {
      const same = truth(binaryOf(ts.SyntaxKind.EqualsEqualsEqualsToken, item, value));
      if (same === undefined) return unknown;
      if (same) return i;
    }
    return -1;
  });
  own("includes", (items, [value]) =>
    items
      .map((item) => binaryOf(ts.SyntaxKind.EqualsEqualsEqualsToken, item, value))
      .reduce<Value>((all, one) => either(all, one, true), false),
  );
  void inDoubt;
}

/** `||` or `&&` of what callbacks give. */
function either(all: Value, one: Value, stops: boolean): Value {
  const [first, second] = [truth(all), truth(one)];
  if (first === stops || second === stops) return stops;
  return first === undefined || second === undefined ? unknown : !stops;
}

const isIndex = (value: Value): value is number | undefined => value === undefined || typeof value === "number";
const isPlain = (value: Value): boolean => typeof value !== "object" || value === null;
