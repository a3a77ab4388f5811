import { analyzeIntegers } from "../3-analyze/integers.js";
import type { Context } from "../context.js";
import { constant, type Ids, letValue, newValue, numberType, one, primitive, zero } from "../ir/build.js";
import type {
  Atom,
  Block,
  Carried,
  For,
  IRFunction,
  Operation,
  PrimalFunction,
  Statement,
  Value,
  While,
} from "../ir/types.js";
import { blocks, uses, visit, withBlocks } from "../ir/walk.js";

/**
 * Turns a While that counts into a For: its condition is one comparison of a carried integer, which changes by a constant,
 * with something that the loop does not change. Run after simplify and hoist, which clear the condition.
 */
export function countLoops(fn: IRFunction, ctx: Context): PrimalFunction {
  const counting: Counting = {
    ids: ctx.ids,
    isInteger: analyzeIntegers(fn),
    definitions: collectDefinitions(fn),
    used: collectUsed(fn),
  };
  return { ...fn, body: countBlock(fn.body, counting) };
}

interface Counting {
  readonly ids: Ids;
  readonly isInteger: (atom: Atom) => boolean;
  readonly definitions: ReadonlyMap<Value, Operation>;
  readonly used: ReadonlySet<Value>;
}

function countBlock(block: Block, counting: Counting): Statement[] {
  return block.flatMap((statement) => {
    const inner = withBlocks(
      statement,
      blocks(statement).map((one) => countBlock(one, counting)),
    );
    return inner.kind === "while" ? countWhile(inner, counting) : [inner];
  });
}

type Test = For["test"];
const flipped: Record<Test, Test> = { lt: "gt", gt: "lt", le: "ge", ge: "le" };
const isTest = (name: string): name is Test => name in flipped;

interface Counter {
  readonly carried: Carried;
  readonly test: Test;
  readonly to: Atom;
  readonly step: number;
}

function countWhile(loop: While, counting: Counting): Statement[] {
  const counter = findCounter(loop, counting);
  if (counter === undefined) return [loop];
  const { carried: index, test, to, step } = counter;
  const from = index.initial;
  const { ids, used } = counting;
  const start: Statement[] = [];
  const after: Statement[] = [];
  const carried = loop.carried.filter((other) => other !== index);

  if (used.has(loop.trip)) {
    const distance = newValue(ids, numberType);
    const ascending = step > 0;
    start.push(
      letValue(distance, ascending ? primitive("sub", index.parameter, from) : primitive("sub", from, index.parameter)),
    );
    start.push(letValue(loop.trip, primitive("div", distance, constant(Math.abs(step)))));
  }
  // The index after the loop follows from its bounds if they are whole and every index is visited; else it stays carried.
  const closed = Math.abs(step) === 1 && counting.isInteger(to);
  if (used.has(index.result) || used.has(loop.trips)) {
    if (closed) {
      const last = lastIndex(test, from, to, ids, after);
      after.push(letValue(index.result, last));
      const [a, b] = step > 0 ? [index.result, from] : [from, index.result];
      if (used.has(loop.trips)) after.push(letValue(loop.trips, primitive("sub", a, b)));
    } else {
      if (used.has(index.result)) {
        carried.push({ ...index, parameter: newValue(ids, numberType, { name: index.parameter.name }) });
      }
      if (used.has(loop.trips)) carried.push(tripCounter(loop, ids, start));
    }
  }
  const counted: For = {
    kind: "for",
    scope: loop.scope,
    index: index.parameter,
    from,
    test,
    to,
    step,
    order: "ascending",
    carried,
    body: [...start, ...loop.body],
    span: loop.span,
  };
  return [counted, ...after];
}

function findCounter(loop: While, counting: Counting): Counter | undefined {
  const [comparison, ...more] = loop.condition.block.filter((statement) => statement.kind !== "note");
  if (comparison?.kind !== "let" || more.length > 0 || comparison.value !== loop.condition.test) return undefined;
  const { operation } = comparison;
  if (operation.kind !== "primitive" || !isTest(operation.name)) return undefined;
  const [a, b] = operation.args;
  if (a === undefined || b === undefined) return undefined;
  return (
    matchCounter(loop, operation.name, a, b, counting) ?? matchCounter(loop, flipped[operation.name], b, a, counting)
  );
}

function matchCounter(loop: While, test: Test, index: Atom, to: Atom, counting: Counting): Counter | undefined {
  const carried = loop.carried.find((one) => one.parameter === index);
  if (carried === undefined || loop.carried.some((one) => one.parameter === to) || to === loop.trip) return undefined;
  if (to.kind === "value" ? to.type.kind !== "number" : typeof to.value !== "number") return undefined;
  if (!counting.isInteger(carried.initial)) return undefined;
  const step = stepOf(carried, counting);
  if (step === undefined || step === 0) return undefined;
  const towards = test === "lt" || test === "le" ? step > 0 : step < 0;
  return towards ? { carried, test, to, step } : undefined;
}

/** The constant by which a carried value changes in every iteration. */
function stepOf({ parameter, next }: Carried, counting: Counting): number | undefined {
  const operation = next.kind === "value" ? counting.definitions.get(next) : undefined;
  if (operation?.kind !== "primitive") return undefined;
  const [a, b] = operation.args;
  const whole = (atom: Atom | undefined): number | undefined =>
    atom?.kind === "constant" && Number.isSafeInteger(atom.value) ? Number(atom.value) : undefined;
  if (operation.name === "add") {
    if (a === parameter) return whole(b);
    return b === parameter ? whole(a) : undefined;
  }
  if (operation.name !== "sub" || a !== parameter) return undefined;
  const by = whole(b);
  return by === undefined ? undefined : -by;
}

/** The index that fails the test: the bound or the one after it, or where the loop starts if it makes no trip. */
function lastIndex(test: Test, from: Atom, to: Atom, ids: Ids, out: Statement[]): Operation {
  const define = (operation: Operation): Value => {
    const value = newValue(ids, numberType);
    out.push(letValue(value, operation));
    return value;
  };
  switch (test) {
    case "lt":
      return primitive("max", from, to);
    case "le":
      return primitive("max", from, define(primitive("add", to, one)));
    case "gt":
      return primitive("min", from, to);
    case "ge":
      return primitive("min", from, define(primitive("sub", to, one)));
  }
}

function tripCounter(loop: While, ids: Ids, start: Statement[]): Carried {
  const parameter = newValue(ids, numberType, { name: loop.trips.name });
  const next = newValue(ids, numberType, { name: loop.trips.name });
  start.push(letValue(next, primitive("add", parameter, one)));
  return { parameter, initial: zero, next, result: loop.trips };
}

function collectDefinitions(fn: IRFunction): ReadonlyMap<Value, Operation> {
  const definitions = new Map<Value, Operation>();
  visit(fn.body, (statement) => {
    if (statement.kind === "let") definitions.set(statement.value, statement.operation);
  });
  return definitions;
}

function collectUsed(fn: IRFunction): ReadonlySet<Value> {
  const used = new Set<Value>();
  visit(fn.body, (statement) => {
    for (const atom of uses(statement)) if (atom.kind === "value") used.add(atom);
  });
  for (const atom of fn.results) if (atom.kind === "value") used.add(atom);
  return used;
}
