import type { Atom, Block, IRFunction, Statement, Value } from "../ir/types.js";
import { blocks, definitions, operands, uses } from "../ir/walk.js";
import { analyzeBounds } from "./bounds.js";

/**
 * The loads of numbers that may lie outside a plain array without harm, since what they give is not used there:
 * `const next = a[i + 1]; if (i + 1 < n) s += next;`. Their cotangent is 0 where they miss, and nothing may be added to their slot:
 * it would lengthen the shadow. A load whose value is needed wherever it runs does not miss, or f itself gives NaN.
 */
export function analyzeMayMiss(fn: IRFunction): (value: Value) => boolean {
  const bounds = analyzeBounds(fn);
  const needed = neededValues(fn);
  const missing = new Set<Value>();
  const walk = (block: Block): void => {
    for (const statement of block) {
      if (statement.kind === "let" && !needed.has(statement.value) && isUnprovedLoad(statement.operation))
        missing.add(statement.value);
      for (const inner of blocks(statement)) walk(inner);
    }
  };
  const isUnprovedLoad = (operation: Extract<Statement, { kind: "let" }>["operation"]): boolean => {
    if (operation.kind !== "load" || operation.key.kind !== "index") return false;
    const { base, key } = operation;
    if (base.kind !== "value" || base.type.kind !== "array" || base.type.storage !== "Array") return false;
    if (base.type.element.kind !== "number") return false;
    return !bounds.isFromZero(key.index) || (key.index.kind === "value" && !bounds.isBelowLength(key.index, base));
  };
  walk(fn.body);
  return (value) => missing.has(value);
}

/** The values that are used whenever they are computed: in their own block, by what counts there in its turn. */
function neededValues(fn: IRFunction): ReadonlySet<Value> {
  const needed = new Set<Value>();
  const sources = new Map<Value, Value[]>();
  const pending: Value[] = [];
  const need = (atom: Atom, here: ReadonlySet<Value>): void => {
    if (atom.kind !== "value" || !here.has(atom) || needed.has(atom)) return;
    needed.add(atom);
    pending.push(atom);
  };
  const feed = (atom: Atom, into: Value, here: ReadonlySet<Value>): void => {
    if (atom.kind !== "value" || !here.has(atom)) return;
    const known = sources.get(into);
    if (known === undefined) sources.set(into, [atom]);
    else known.push(atom);
  };

  const walk = (block: Block): ReadonlySet<Value> => {
    const here = new Set<Value>();
    for (const statement of block) {
      switch (statement.kind) {
        case "let": {
          const { operation, value } = statement;
          if (operation.kind !== "primitive") for (const atom of operands(operation)) need(atom, here);
          else if (operation.name !== "select") for (const atom of operation.args) feed(atom, value, here);
          break;
        }
        case "if": {
          const [then, otherwise] = [walk(statement.then), walk(statement.else)];
          for (const result of statement.results) {
            feed(result.then, result.value, then);
            feed(result.else, result.value, otherwise);
          }
          break;
        }
        case "for":
        case "while":
          for (const inner of blocks(statement)) walk(inner);
          for (const carried of statement.carried) need(carried.initial, here);
          break;
        default:
          for (const atom of uses(statement)) need(atom, here);
      }
      for (const value of definitions(statement)) here.add(value);
    }
    return here;
  };

  const outermost = walk(fn.body);
  for (const atom of fn.results) need(atom, outermost);
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    for (const source of sources.get(value) ?? []) {
      if (needed.has(source)) continue;
      needed.add(source);
      pending.push(source);
    }
  }
  return needed;
}
