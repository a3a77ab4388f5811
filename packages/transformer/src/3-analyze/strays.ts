import type { Atom, Block, For, IRFunction, Operation, PrimitiveName, Value, While } from "../ir/types.js";
import { blocks, visit } from "../ir/walk.js";
import { analyzeBounds, type Bounds } from "./bounds.js";

/** How a loop counts, as far as its steps are constant. */
interface Count {
  readonly start: Atom;
  readonly step: number;
  /** Undefined if nothing is known of where it ends. */
  readonly end: { readonly limit: Atom; readonly isBelow: boolean } | undefined;
}

/**
 * The loads of numbers at an index beside what the loops around count, `p[i + 1]` where i comes up to the length, unless a branch around
 * asks for the index. A program that is right does not use what they give, but it may compute with it.
 */
export function analyzeStrays(fn: IRFunction): ReadonlySet<Value> {
  const strays = new Set<Value>();
  const bounds = analyzeBounds(fn);
  const operations = new Map<Value, Operation>();
  const counts = new Map<Value, Count>(fn.params.map((param) => [param, { start: param, step: 1, end: undefined }]));
  /** What a branch gives, or a truth value is made of. */
  const parts = new Map<Value, readonly Atom[]>();
  visit(fn.body, (statement) => {
    if (statement.kind === "let") operations.set(statement.value, statement.operation);
    if (statement.kind === "let" && statement.operation.kind === "primitive")
      parts.set(statement.value, statement.operation.args);
    if (statement.kind === "if")
      for (const { value, then, else: otherwise } of statement.results)
        parts.set(value, [statement.condition, then, otherwise]);
  });

  const goesBeside = (index: Atom, asked: ReadonlySet<Value>): boolean => {
    if (index.kind === "constant") return false;
    const sum = bounds.shifted(index);
    const count = sum === undefined || sum.of.kind === "constant" ? undefined : counts.get(sum.of);
    if (sum !== undefined && count !== undefined)
      return !asked.has(sum.of as Value) && isBeside(count, sum.change, bounds);
    const operation = operations.get(index);
    if (operation?.kind !== "primitive" || !combines.has(operation.name)) return false;
    return operation.args.some((arg) => goesBeside(arg, asked));
  };

  const walk = (block: Block, asked: ReadonlySet<Value>): void => {
    for (const statement of block) {
      if (statement.kind === "let" && statement.operation.kind === "load") {
        const { base, key } = statement.operation;
        const isNumber = key.kind === "index" && statement.value.type.kind === "number";
        if (isNumber && goesBeside(key.index, asked) && !isWithin(key.index, base, bounds)) strays.add(statement.value);
      }
      if (statement.kind === "for") counts.set(statement.index, countOf(statement));
      if (statement.kind === "while")
        for (const [counter, count] of countersOf(statement, bounds, operations, parts)) counts.set(counter, count);
      const inside = statement.kind === "if" ? new Set([...asked, ...madeOf(statement.condition, parts)]) : asked;
      for (const inner of blocks(statement)) walk(inner, inside);
    }
  };
  walk(fn.body, new Set());
  return strays;
}

const combines: ReadonlySet<PrimitiveName> = new Set<PrimitiveName>(["add", "sub", "mul"]);

const isWithin = (index: Atom, base: Atom, bounds: Bounds): boolean =>
  bounds.isFromZero(index) && bounds.isBelowLength(index, base);

function isBeside({ start, step, end }: Count, change: number, bounds: Bounds): boolean {
  const offset = (atom: Atom): number => bounds.shifted(atom)?.change ?? 0;
  if (change > 0) {
    if (step < 0) return offset(start) < 0 && offset(start) + change >= 0;
    return end === undefined || offset(end.limit) + change >= (end.isBelow ? 1 : 0);
  }
  const least =
    step > 0 ? bounds.lowest(start) : end === undefined ? 0 : bounds.lowest(end.limit) + (end.isBelow ? 1 : 0);
  return Number.isFinite(least) && least + change < 0;
}

const countOf = ({ from, step, to, test }: For): Count => ({
  start: from,
  step,
  end: { limit: to, isBelow: test === "lt" || test === "gt" },
});

/** The counters of a loop, each with the comparison in the loop's test that ends it. */
function countersOf(
  { carried, condition }: While,
  bounds: Bounds,
  operations: ReadonlyMap<Value, Operation>,
  parts: ReadonlyMap<Value, readonly Atom[]>,
): readonly (readonly [Value, Count])[] {
  const tests = [...madeOf(condition.test, parts)].flatMap((value) => operations.get(value) ?? []);
  return carried.flatMap(({ parameter, initial, next }) => {
    const sum = bounds.shifted(next);
    if (sum?.of !== parameter) return [];
    const ends = tests.flatMap((test) => {
      if (test.kind !== "primitive" || !/^[lg][te]$/.test(test.name)) return [];
      const [a, b] = test.args;
      const limit = a === parameter ? b : b === parameter ? a : undefined;
      return limit === undefined ? [] : [{ limit, isBelow: test.name === "lt" || test.name === "gt" }];
    });
    return [[parameter, { start: initial, step: sum.change, end: ends[0] }] as const];
  });
}

/** The values that a condition is made of. */
function madeOf(condition: Atom, parts: ReadonlyMap<Value, readonly Atom[]>): ReadonlySet<Value> {
  const found = new Set<Value>(condition.kind === "value" ? [condition] : []);
  for (const value of found) for (const atom of parts.get(value) ?? []) if (atom.kind === "value") found.add(atom);
  return found;
}
