import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as arrays from "../../packages/transformer/src/2-lower/prelude/arrays.js";
import * as math from "../../packages/transformer/src/2-lower/prelude/math.js";
import * as sorting from "../../packages/transformer/src/2-lower/prelude/sort.js";

// The methods that are written in TypeScript do what the engine's own methods do, to the bit.

const number = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom(Number.NaN, -0, 0.5, -0.5, 1 / 0, -1 / 0));
const list = fc.array(number, { maxLength: 9 });
const position = fc.oneof(fc.integer({ min: -12, max: 12 }), fc.constantFrom(Number.NaN, -0.5, 2.7, 1 / 0, -1 / 0));

type Method = (a: number[], ...args: never[]) => unknown;

function agree(name: string, mine: Method, native: Method, ...args: fc.Arbitrary<unknown>[]): void {
  test(name, () => {
    fc.assert(
      fc.property(list, fc.tuple(...args), (a, given) => {
        const run = (method: Method): unknown => {
          const copy = [...a];
          try {
            return { result: method(copy, ...(given as never[])), copy };
          } catch (error) {
            return { error: String(error), copy };
          }
        };
        expect(run(mine)).toStrictEqual(run(native));
      }),
      { numRuns: 2000 },
    );
  });
}

describe("arrays", () => {
  agree("at", arrays.at, (a, i: number) => a.at(i), position);
  agree("push", arrays.pushAll, (a, items: number[]) => a.push(...items), list);
  agree("shift", arrays.shift, (a) => a.shift());
  agree("unshift", arrays.unshift, (a, item: number) => a.unshift(item), number);
  agree("unshift of several", arrays.unshiftAll, (a, items: number[]) => a.unshift(...items), list);
  agree("splice from", arrays.spliceFrom, (a, start: number) => a.splice(start), position);
  agree("splice", arrays.splice, (a, start: number, n: number) => a.splice(start, n), position, position);
  agree("insert", arrays.insert, (a, start: number, x: number) => a.splice(start, 0, x), position, number);
  agree(
    "splice with items",
    arrays.spliceAll,
    (a, start: number, n: number, items: number[]) => a.splice(start, n, ...items),
    position,
    position,
    list,
  );
  agree("reverse", arrays.reverse, (a) => a.reverse());
  agree("toReversed", arrays.toReversed, (a) => a.toReversed());
  agree("copyWithin", arrays.copyWithin, (a, to: number, from: number) => a.copyWithin(to, from), position, position);
  agree(
    "copyWithin to",
    arrays.copyWithinTo,
    (a, to: number, from: number, end: number) => a.copyWithin(to, from, end),
    position,
    position,
    position,
  );
  agree("with", arrays.withElement, (a, i: number, x: number) => a.with(i, x), position, number);
  agree(
    "with, typed",
    typed(arrays.withTyped),
    typedOf((a, i: number, x: number) => a.with(i, x)),
    position,
    number,
  );
  agree(
    "set",
    typed(arrays.setAll),
    typedOf((a, from: number[], to: number) => a.set(from, to)),
    list,
    position,
  );
  agree("indexOf", arrays.indexOf, (a, x: number, from: number) => a.indexOf(x, from), number, position);
  agree("lastIndexOf", arrays.lastIndexOf, (a, x: number) => a.lastIndexOf(x), number);
  agree("lastIndexOf from", arrays.lastIndexOfFrom, (a, x: number, k: number) => a.lastIndexOf(x, k), number, position);
  agree("includes", arrays.includesNumber, (a, x: number, from: number) => a.includes(x, from), number, position);
  agree(
    "flat",
    (a) => arrays.flat([a, [], a]),
    (a) => [a, [], a].flat(),
  );
});

describe("math", () => {
  agree("hypot", math.hypotOf, (a) => Math.hypot(...a));
  test("hypot, to the bit", () => {
    const any = fc.array(fc.double(), { maxLength: 12 });
    fc.assert(
      fc.property(any, (a) => {
        expect(math.hypotOf(a)).toBe(Math.hypot(...a));
      }),
      { numRuns: 5000 },
    );
  });
});

describe("sort", () => {
  agree(
    "of typed arrays",
    typed(sorting.sortByValue),
    typedOf((a) => a.sort()),
  );
  agree(
    "of typed arrays, copied",
    typed(sorting.toSortedByValue),
    typedOf((a) => a.toSorted()),
  );

  test("calls the comparator as the engine does, up to 63 elements", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 63 }), (keys) => {
        const run = (sort: typeof sorting.sort) => {
          const calls: unknown[] = [];
          const items = keys.map((key, i) => ({ key, i }));
          sort(items, (p, q) => {
            calls.push([p.i, q.i]);
            return p.key - q.key;
          });
          return { items, calls };
        };
        expect(run(sorting.sort)).toStrictEqual(run((a, compare) => a.sort(compare)));
      }),
    );
  });

  test("is stable at any length", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 50, maxLength: 500 }), (keys) => {
        const items = keys.map((key, i) => ({ key, i }));
        const compare = (p: { key: number }, q: { key: number }): number => p.key - q.key;
        expect(sorting.toSorted(items, compare)).toStrictEqual(items.toSorted(compare));
        expect(sorting.sort([...items], compare)).toStrictEqual(items.toSorted(compare));
      }),
    );
  });
});

/** The method on a typed array with the same numbers. */
function typed(method: Method): Method {
  return (a, ...args) => method(new Float64Array(a) as unknown as number[], ...args);
}

function typedOf(method: (a: Float64Array, ...args: never[]) => unknown): Method {
  return typed(method as unknown as Method);
}
