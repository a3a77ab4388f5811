import { isConstant } from "../ir/build.js";
import { isOptionalSlot } from "../ir/type.js";
import type { Atom, Block, Carried, IRFunction, Let, Primitive, Value } from "../ir/types.js";
import { blocks, definitions, operands, parameters, uses, visit } from "../ir/walk.js";
import { analyzeBounds } from "./bounds.js";

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
  const needed = neededValues(fn, isCalled ? [] : fn.results);
  const missing = new Set<Value>();
  const walk = (block: Block): void => {
    for (const statement of block) {
      if (statement.kind === "let" && !needed.has(statement.value) && isUnprovedLoad(statement))
        missing.add(statement.value);
      for (const inner of blocks(statement)) walk(inner);
    }
  };
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

/** Who hands what to whom within one block: what is used at once, and what is used if something else is. */
interface Flow {
  readonly roots: ReadonlySet<Value>;
  readonly sources: ReadonlyMap<Value, readonly Value[]>;
  /** Carried values whose next is of the loop's own body. */
  readonly carried: ReadonlySet<Carried>;
}

/** The values that are used whenever they are computed: in their own block, by what counts there in its turn. */
function neededValues(fn: IRFunction, results: readonly Atom[]): ReadonlySet<Value> {
  const { roots, sources, carried } = flowOf(fn, results);
  // What a loop carries on is used by the next iteration or after the loop: assumed (a sum uses itself) until it is refuted.
  let trusted = carried;
  for (;;) {
    const needed = closure([...roots, ...[...trusted].map(({ next }) => next as Value)], sources);
    const confirmed = new Set([...trusted].filter((c) => needed.has(c.result) && needed.has(c.parameter)));
    if (confirmed.size === trusted.size) return needed;
    trusted = confirmed;
  }
}

function closure(roots: readonly Value[], sources: Flow["sources"]): ReadonlySet<Value> {
  const reached = new Set(roots);
  const pending = [...reached];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    for (const source of sources.get(value) ?? []) {
      if (reached.has(source)) continue;
      reached.add(source);
      pending.push(source);
    }
  }
  return reached;
}

/** A choice between two numbers, or a test whether one is there at all. */
export const asksNotForTheNumber = ({ name, args }: Primitive): boolean =>
  name === "select" ||
  name === "isNullish" ||
  name === "isTruthy" ||
  ((name === "eq" || name === "ne") && args.some((arg) => isConstant(arg, undefined, null)));

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

function flowOf(fn: IRFunction, results: readonly Atom[]): Flow {
  const roots = new Set<Value>();
  const sources = new Map<Value, Value[]>();
  const carriedOn = new Set<Carried>();
  const need = (atom: Atom, here: ReadonlySet<Value>): void => {
    if (atom.kind === "value" && here.has(atom)) roots.add(atom);
  };
  const feed = (atom: Atom, into: Value, here: ReadonlySet<Value>): void => {
    if (atom.kind !== "value" || !here.has(atom)) return;
    const known = sources.get(into);
    if (known === undefined) sources.set(into, [atom]);
    else known.push(atom);
  };

  const walk = (block: Block, params: readonly Value[]): ReadonlySet<Value> => {
    const here = new Set<Value>(params);
    for (const statement of block) {
      switch (statement.kind) {
        case "let": {
          const { operation, value } = statement;
          if (operation.kind !== "primitive") for (const atom of operands(operation)) need(atom, here);
          else if (!asksNotForTheNumber(operation)) for (const atom of operation.args) feed(atom, value, here);
          break;
        }
        case "if": {
          const [then, otherwise] = [walk(statement.then, []), walk(statement.else, [])];
          for (const result of statement.results) {
            feed(result.then, result.value, then);
            feed(result.else, result.value, otherwise);
          }
          break;
        }
        case "for":
        case "while": {
          if (statement.kind === "while") walk(statement.condition.block, parameters(statement));
          const inside = walk(statement.body, parameters(statement));
          for (const carried of statement.carried) {
            need(carried.initial, here);
            if (carried.next.kind === "value" && inside.has(carried.next)) carriedOn.add(carried);
          }
          break;
        }
        default:
          for (const atom of uses(statement)) need(atom, here);
      }
      for (const value of definitions(statement)) here.add(value);
    }
    return here;
  };

  const outermost = walk(fn.body, []);
  for (const atom of results) need(atom, outermost);
  return { roots, sources, carried: carriedOn };
}
