import { isOptionalSlot } from "../ir/type.js";
import type { Atom, Block, IRFunction, Let, Value } from "../ir/types.js";
import { blocks, definitions, uses, visit } from "../ir/walk.js";
import { analyzeBounds } from "./bounds.js";
import { analyzeNeeded, asksNotForTheNumber, closure } from "./needed.js";
import { analyzeStrays } from "./strays.js";

/**
 * The loads of numbers that may lie outside a plain array without harm, since what they give is not used there:
 * `const next = a[i + 1]; if (i + 1 < n) s += next;`. Their cotangent is 0 where they miss, and nothing may be added to their slot:
 * it would lengthen the shadow. A load whose value is needed wherever it runs does not miss, or f itself gives NaN.
 * What a function that is called returns need not be used by its caller.
 */
export function analyzeMayMiss(
  fn: IRFunction,
  { isCalled, loopsMayBeEmpty }: { readonly isCalled: boolean; readonly loopsMayBeEmpty: boolean },
): (value: Value) => boolean {
  const bounds = analyzeBounds(fn);
  const results = isCalled ? [] : fn.results;
  const needed = analyzeNeeded(fn, results, { storesCount: true });
  // What is computed beside a list may well be stored, and left out by who reads it.
  const neededAtOnce = analyzeNeeded(fn, results, { storesCount: false });
  const missing = new Set<Value>();
  const walk = (block: Block): void => {
    for (const statement of block) {
      if (statement.kind === "let" && !isNeeded(statement.value) && isUnprovedLoad(statement))
        missing.add(statement.value);
      for (const inner of blocks(statement)) walk(inner);
    }
  };
  const strays = analyzeStrays(fn);
  const isNeeded = (value: Value): boolean => (strays.has(value) ? neededAtOnce : needed).has(value);
  const asked = askedFor(fn);
  const looped = loopsMayBeEmpty ? usedInLoopsOnly(fn) : new Set<Value>();
  const isUnprovedLoad = ({ value, operation }: Let): boolean => {
    if (operation.kind !== "load") return false;
    const { base, key } = operation;
    if (key.kind === "field") return isOptionalSlot(base, key);
    // Adding 0 makes no entry.
    if (key.kind === "entry") return false;
    if (base.kind !== "value" || base.type.kind !== "array" || base.type.storage !== "Array") return false;
    if (base.type.element.kind !== "number") return false;
    if (base.type.optional) return true;
    // An element at a fixed place is taken to be there, unless the program asks, or only needs it in a loop that may make no trip.
    if (key.index.kind === "constant") return !bounds.isFromZero(key.index) || asked.has(value) || looped.has(value);
    return !bounds.isFromZero(key.index) || !bounds.isBelowLength(key.index, base);
  };
  walk(fn.body);
  return (value) => missing.has(value);
}

/** Values that nothing uses but what is inside of loops that do not define them. */
function usedInLoopsOnly(fn: IRFunction): ReadonlySet<Value> {
  const definedAt = new Map<Value, number>();
  const usedAt = new Map<Value, number>();
  const walk = (block: Block, depth: number): void => {
    for (const statement of block) {
      for (const value of definitions(statement)) definedAt.set(value, depth);
      for (const atom of uses(statement))
        if (atom.kind === "value") usedAt.set(atom, Math.min(usedAt.get(atom) ?? depth, depth));
      const isLoop = statement.kind === "for" || statement.kind === "while";
      for (const inner of blocks(statement)) walk(inner, depth + (isLoop ? 1 : 0));
    }
  };
  walk(fn.body, 0);
  for (const atom of fn.results) if (atom.kind === "value") usedAt.set(atom, 0);
  return new Set(
    [...usedAt].filter(([value, depth]) => depth > (definedAt.get(value) ?? depth)).map(([value]) => value),
  );
}

/** Values of which the program asks whether they are there, and what is handed on to these. */
export function askedFor(fn: IRFunction): ReadonlySet<Value> {
  const asked: Value[] = [];
  const sources = new Map<Value, readonly Atom[]>();
  visit(fn.body, (statement) => {
    if (statement.kind === "if")
      for (const { value, then, else: other } of statement.results) sources.set(value, [then, other]);
    if (statement.kind === "for" || statement.kind === "while") {
      for (const { parameter, initial, next, result } of statement.carried) {
        sources.set(parameter, [initial, next]);
        sources.set(result, [initial, next]);
      }
    }
    if (statement.kind !== "let" || statement.operation.kind !== "primitive") return;
    const { args, name } = statement.operation;
    if (name === "select") sources.set(statement.value, args.slice(1));
    else if (asksNotForTheNumber(statement.operation))
      for (const arg of args) if (arg.kind === "value") asked.push(arg);
  });
  const values = new Map([...sources].map(([value, atoms]) => [value, atoms.filter((atom) => atom.kind === "value")]));
  return closure(asked, values);
}
