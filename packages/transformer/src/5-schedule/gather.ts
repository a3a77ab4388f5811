import { promoteMemory } from "../2-lower/scalarReplace/promote.js";
import type { Context } from "../context.js";
import { must } from "../diagnostics/must.js";
import { BlockBuilder, constant, indexKey, isConstant, newValue, numberType, zero } from "../ir/build.js";
import type { Accumulate, Atom, Block, IRFunction, Let, Statement, Value } from "../ir/types.js";
import { blocks, uses, visit, withBlocks } from "../ir/walk.js";

/** A list longer than this is filled with zeros, and added to. */
const longest = 16;

/**
 * A list of cotangents that is only added to, at places that the text names, and then given away, is written as a literal:
 * `[x0_bar, x1_bar]`, with zeros behind that for what else it has. The sums before are scalars, and so is what else of the derivative's memory
 * nobody else sees. Requires: SSA, scheduled.
 */
export function gather(fn: IRFunction, ctx: Context): IRFunction {
  if (!ctx.optimizations.scalarReplace) return fn;
  return promoteMemory({ ...fn, body: gatherIn(fn.body, ctx) }, ctx.ids);
}

function gatherIn(block: Block, ctx: Context): Block {
  const inner = block.map((statement): Statement => {
    const old = blocks(statement);
    const made = old.map((one) => gatherIn(one, ctx));
    return made.every((one, i) => one === old[i]) ? statement : withBlocks(statement, made);
  });
  let present: Block = inner.every((statement, i) => statement === block[i]) ? block : inner;
  for (const statement of block) {
    const list = statement.kind === "let" ? newList(statement, ctx) : undefined;
    const sums = list && findSums(list.value, present);
    if (list !== undefined && sums !== undefined) present = withLiteral(list, sums, present, ctx);
  }
  return present;
}

/** A new list of zeros, and how long it is. */
interface NewList {
  readonly value: Value;
  readonly length: Atom;
  /** What gives the length. */
  readonly before: Block;
}

function newList({ value, operation }: Let, ctx: Context): NewList | undefined {
  const { type } = value;
  if (!value.linear || type.kind !== "array" || type.storage !== "Array" || type.element.kind !== "number")
    return undefined;
  if (operation.kind === "newArray") {
    const isZero = operation.fill === undefined;
    return isZero && !operation.holes && operation.holesOf === undefined
      ? { value, length: operation.length, before: [] }
      : undefined;
  }
  if (operation.kind !== "zerosLike" || operation.mayMiss || operation.of.kind === "constant") return undefined;
  const before = new BlockBuilder(ctx.ids);
  const length = before.define(numberType, { kind: "length", base: operation.of }, { name: "n" });
  return { value, length, before: before.block };
}

interface Sums {
  /** Where the list is made, filled with zeros if it is, and first given away. */
  readonly made: number;
  readonly filled: boolean;
  readonly given: number;
  readonly count: number;
}

/** Undefined unless all that adds to the list comes before it is given away. */
function findSums(list: Value, block: Block): Sums | undefined {
  const made = block.findIndex((statement) => statement.kind === "let" && statement.value === list);
  const next = block.findIndex((statement, i) => i > made && mentions(statement, list));
  const filling = block[next];
  const filled = filling?.kind === "for" && isFilling(filling, list);
  let count = 0;
  let highest = 0;
  let given = block.length;
  for (let i = filled ? next + 1 : made + 1; i < block.length; i++) {
    const statement = block[i] as Statement;
    if (!mentions(statement, list)) continue;
    const places = placesIn(statement, list);
    if (places === undefined) {
      given = i;
      break;
    }
    highest = Math.max(highest, ...places.map((place) => place + 1));
    // What a branch adds to may be beyond the end.
    if (isSum(statement, list)) count = Math.max(count, ...places.map((place) => place + 1));
  }
  if (count === 0 || highest > count || count > longest) return undefined;
  return block.slice(given).every((statement) => onlyGives(statement, list))
    ? { made, filled, given, count }
    : undefined;
}

const isFilling = (loop: Extract<Statement, { kind: "for" }>, list: Value): boolean => {
  const [store, ...more] = loop.body;
  return (
    more.length === 0 &&
    loop.carried.length === 0 &&
    isConstant(loop.from, 0) &&
    loop.step === 1 &&
    store?.kind === "store" &&
    store.base === list &&
    store.key.kind === "index" &&
    store.key.index === loop.index &&
    isConstant(store.value, 0)
  );
};

const isSum = (statement: Statement, list: Value): statement is Accumulate =>
  statement.kind === "accumulate" && statement.base === list && placeOf(statement) !== undefined;

function placeOf({ key }: Accumulate): number | undefined {
  if (key.kind !== "index" || key.index.kind !== "constant") return undefined;
  const { value } = key.index;
  return typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : undefined;
}

/** The places that a statement adds to, also in its branches; undefined if it does anything else with the list. */
function placesIn(statement: Statement, list: Value): readonly number[] | undefined {
  if (isSum(statement, list)) return [must(placeOf(statement))];
  if (statement.kind !== "if" || uses(statement).includes(list)) return undefined;
  const found = blocks(statement).flatMap((body) =>
    body.filter((one) => mentions(one, list)).map((one) => placesIn(one, list)),
  );
  return found.includes(undefined) ? undefined : found.flatMap((places) => must(places));
}

/** The list is handed on, as a part of another object for example, but nothing is read of it or written to it. */
function onlyGives(statement: Statement, list: Value): boolean {
  let gives = true;
  visit([statement], (inner) => {
    if (inner.kind === "accumulate" || inner.kind === "fill" || inner.kind === "resize" || inner.kind === "call")
      gives &&= !uses(inner).includes(list);
    else if (inner.kind === "store") gives &&= inner.base !== list;
    else if (inner.kind === "let" && uses(inner).includes(list))
      gives &&= inner.operation.kind === "makeArray" || inner.operation.kind === "makeRecord";
  });
  return gives;
}

function mentions(statement: Statement, list: Value): boolean {
  let found = false;
  visit([statement], (inner) => {
    found ||= uses(inner).includes(list);
  });
  return found;
}

function withLiteral({ value, length, before }: NewList, sums: Sums, block: Block, ctx: Context): Block {
  const { made, filled, given, count } = sums;
  const own = newValue(ctx.ids, value.type, { name: value.name, linear: true });
  const summing = block.slice(made + 1, given).filter((statement) => !(filled && isFillingOf(statement, value)));
  const renamed = summing.map((statement) => rebased(statement, value, own));
  const start = new BlockBuilder(ctx.ids);
  start.push(...before);
  const elements = Array.from({ length: count }, () => zero);
  start.push({ kind: "let", value: own, operation: { kind: "makeArray", elements }, linear: false });
  const end = new BlockBuilder(ctx.ids);
  const parts = elements.map((_, i) =>
    end.define(numberType, { kind: "load", base: own, key: indexKey(constant(i)) }, { linear: true }),
  );
  end.push({ kind: "let", value, operation: { kind: "makeArray", elements: parts }, linear: false });
  // Further places are rare, and a loop that stores behind the end makes every store slower.
  end.push({ kind: "resize", base: value, length, atLeast: true });
  return [...block.slice(0, made), ...start.block, ...renamed, ...end.block, ...block.slice(given)];
}

const isFillingOf = (statement: Statement, list: Value): boolean =>
  statement.kind === "for" && isFilling(statement, list);

function rebased(statement: Statement, from: Value, to: Value): Statement {
  const inner = withBlocks(
    statement,
    blocks(statement).map((body) => body.map((one) => rebased(one, from, to))),
  );
  return inner.kind === "accumulate" && inner.base === from ? { ...inner, base: to } : inner;
}
