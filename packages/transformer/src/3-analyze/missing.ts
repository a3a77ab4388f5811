import { must } from "../diagnostics/must.js";
import { isConstant } from "../ir/build.js";
import { makesObject } from "../ir/operations.js";
import { isOptionalSlot } from "../ir/type.js";
import type { Atom, Block, IRFunction, Load, Operation, PrimitiveName, Statement, Value } from "../ir/types.js";
import { blocks, endUses, uses, visit, withBlocks } from "../ir/walk.js";
import { analyzeBounds } from "./bounds.js";
import { analyzeProven } from "./proven.js";

/** What a statement of the user's program goes through: it throws where that is undefined or null. Shadows are as what they belong to. */
export function goesThrough(statement: Statement): Atom | undefined {
  const base = baseOf(statement);
  return base?.kind === "value" && base.linear ? undefined : base;
}

function baseOf(statement: Statement): Atom | undefined {
  switch (statement.kind) {
    case "store":
    case "accumulate":
      return statement.linear ? undefined : statement.base;
    case "resize":
    case "removeEntry":
    case "fill":
      return statement.base;
    case "let":
      return statement.linear || statement.value.linear ? undefined : baseOfOperation(statement.operation);
    default:
      return undefined;
  }
}

function baseOfOperation(operation: Operation): Atom | undefined {
  switch (operation.kind) {
    case "load":
    case "length":
    case "hasField":
    case "hasEntry":
    case "keysOf":
    case "slice":
    case "view":
      return operation.base;
    case "opaque":
      return /^\(?\$0(\.(?!\.)|\[)/.test(operation.text) ? operation.args[0] : undefined;
    default:
      return undefined;
  }
}

/** Which atoms surely are neither undefined nor null, by what makes them: an object, an element of a list that has so many. */
export function analyzeThere(fn: IRFunction): (atom: Atom) => boolean {
  const bounds = analyzeBounds(fn);
  const isThere = ({ base, key }: Load): boolean => {
    if (isOptionalSlot(base, key)) return false;
    return key.kind !== "index" || (bounds.isFromZero(key.index) && bounds.isBelowLength(key.index, base));
  };
  return analyzeProven(fn, {
    type: undefined,
    holdsFor: ({ value }) => value !== undefined && value !== null,
    sourcesOf: (operation) => {
      if (makesObject(operation) || alwaysThere.has(operation.kind)) return [];
      if (operation.kind === "load") return isThere(operation) ? [] : undefined;
      if (operation.kind === "opaque") return baseOfOperation(operation) === undefined ? [] : undefined;
      if (operation.kind !== "primitive" || operation.name === "present") return undefined;
      if (operation.name === "select") return operation.args.slice(1);
      return operation.name === "identity" || operation.name === "stop" ? operation.args : [];
    },
    counters: true,
    given: fn.params,
  });
}

const alwaysThere: ReadonlySet<Operation["kind"]> = new Set<Operation["kind"]>([
  ...(["newMap", "keysOf", "zerosLike", "global", "tapeAlloc", "tapeLoad", "length", "hasField", "hasEntry"] as const),
]);

/** The values of which a condition shows, where it holds or does not, that they are there. */
export function analyzeShown(fn: IRFunction): (condition: Atom, holds: boolean) => readonly Value[] {
  const operations = new Map<Value, Operation>();
  /** What holds where a branch that gives false otherwise gives true; and what does not where one gives true otherwise. */
  const joined = new Map<Value, { readonly holds: boolean; readonly parts: readonly Atom[] }>();
  visit(fn.body, (statement) => {
    if (statement.kind === "let") operations.set(statement.value, statement.operation);
    if (statement.kind !== "if") return;
    for (const { value, then, else: otherwise } of statement.results) {
      if (isConstant(otherwise, false)) joined.set(value, { holds: true, parts: [statement.condition, then] });
      else if (isConstant(then, true)) joined.set(value, { holds: false, parts: [statement.condition, otherwise] });
    }
  });
  const shown = (condition: Atom, holds: boolean): readonly Value[] => {
    if (condition.kind === "constant") return [];
    const both = joined.get(condition);
    if (both !== undefined) return both.holds === holds ? both.parts.flatMap((part) => shown(part, holds)) : [];
    const operation = operations.get(condition);
    if (operation?.kind !== "primitive") return [];
    const { name, args } = operation;
    if (name === "not") return args.flatMap((arg) => shown(arg, !holds));
    if (name === (holds ? "and" : "or")) return args.flatMap((arg) => shown(arg, holds));
    if (showing.get(name) !== holds) return [];
    const asksForNothing = name !== "eq" && name !== "ne" ? true : args.some((arg) => isConstant(arg, undefined, null));
    return asksForNothing ? args.filter((arg) => arg.kind === "value") : [];
  };
  return shown;
}

/** Tests of one value, and with which answer it is there. */
const showing: ReadonlyMap<PrimitiveName, boolean> = new Map([
  ["isNullish", false],
  ["isTruthy", true],
  ["eq", false],
  ["ne", true],
]);

/**
 * The function with a mark at each statement that may throw and would not run otherwise wherever it stands: nobody asks for what it gives,
 * or only a branch or loop behind it does.
 */
export function markThrowing(fn: IRFunction): IRFunction {
  const doubtful = new Set<Statement>();
  visitDoubtful(fn, (statement) => doubtful.add(statement));
  if (doubtful.size === 0) return fn;
  const mark = (block: Block, last: readonly Atom[]): Block => {
    const needed = new Set<Atom>([...last, ...block.flatMap(usedHere)]);
    return block.map((statement) => {
      const inner = withBlocks(
        statement,
        blocks(statement).map((one, i) => mark(one, must(endUses(statement)[i]))),
      );
      if (!doubtful.has(statement)) return inner;
      return inner.kind === "let" && needed.has(inner.value) ? inner : ({ ...inner, throws: true } as Statement);
    });
  };
  return { ...fn, body: mark(fn.body, fn.results) };
}

/** What a statement needs wherever it is reached, without its blocks. */
const usedHere = (statement: Statement): readonly Atom[] =>
  statement.kind === "if" ? [statement.condition] : uses(statement);

/** Calls `found` for each statement that goes through what may be missing, unless one before it would have thrown already. */
export function visitDoubtful(fn: IRFunction, found: (statement: Statement) => void): void {
  let there: ((atom: Atom) => boolean) | undefined;
  let shown: ReturnType<typeof analyzeShown> | undefined;
  const walk = (block: Block, outer: ReadonlySet<Value>): ReadonlySet<Value> => {
    const known = new Set(outer);
    const learn = (values: readonly Value[]): void => {
      for (const value of values) known.add(value);
    };
    for (const statement of block) {
      const base = goesThrough(statement);
      if (base !== undefined && !(base.kind === "value" && known.has(base))) {
        there ??= analyzeThere(fn);
        if (!there(base)) found(statement);
        if (base.kind === "value") known.add(base);
      }
      if (statement.kind === "if") {
        shown ??= analyzeShown(fn);
        const [yes, no] = [shown(statement.condition, true), shown(statement.condition, false)];
        walk(statement.then, new Set([...known, ...yes]));
        walk(statement.else, new Set([...known, ...no]));
        if (endsInThrow(statement.then)) learn(no);
        if (endsInThrow(statement.else)) learn(yes);
      } else if (statement.kind === "for") walk(statement.body, known);
      else if (statement.kind === "while") {
        const before = walk(statement.condition.block, known);
        shown ??= analyzeShown(fn);
        walk(statement.body, new Set([...before, ...shown(statement.condition.test, true)]));
        learn([...before]);
      }
    }
    return known;
  };
  walk(fn.body, new Set());
}

const endsInThrow = (block: Block): boolean => block.at(-1)?.kind === "throw";
