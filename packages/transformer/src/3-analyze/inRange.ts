import { isConstant } from "../ir/build.js";
import type { Atom, Block, For, IRFunction, Operation, Statement, Store, Value } from "../ir/types.js";
import { blocks } from "../ir/walk.js";

/** An upper bound `of + offset`, where `of` is a value that does not change, or a plain number. */
interface Bound {
  readonly of: Value | undefined;
  readonly offset: number;
}

/**
 * The stores that are proved not to lengthen their array: the index is below its length, or the slot was read before (had it
 * been missing, the user's own value would be NaN). Requires that no array is shortened, which the caller checks.
 */
export function analyzeInRange(fn: IRFunction): (store: Store) => boolean {
  const operations = new Map<Value, Operation>();
  const loops = new Map<Value, For>();
  const proved = new Set<Store>();

  const boundOf = (atom: Atom, depth = 0): Bound | undefined => {
    if (atom.kind === "constant")
      return typeof atom.value === "number" ? { of: undefined, offset: atom.value } : undefined;
    const loop = loops.get(atom);
    if (loop !== undefined && depth < 8) {
      // The largest index: one below the end going up, the start going down.
      if (loop.step < 0) return boundOf(loop.from, depth + 1);
      const end = boundOf(loop.to, depth + 1) ?? (loop.to.kind === "value" ? { of: loop.to, offset: 0 } : undefined);
      return end === undefined ? undefined : { of: end.of, offset: end.offset - (loop.test === "lt" ? 1 : 0) };
    }
    const operation = operations.get(atom);
    if (operation?.kind === "primitive" && depth < 8) {
      const [a, b] = operation.args;
      if (
        (operation.name === "add" || operation.name === "sub") &&
        a !== undefined &&
        isConstant(b ?? a) &&
        b !== undefined
      ) {
        const base = boundOf(a, depth + 1) ?? (a.kind === "value" ? { of: a, offset: 0 } : undefined);
        const change = b.kind === "constant" && typeof b.value === "number" ? b.value : undefined;
        if (base === undefined || change === undefined) return undefined;
        return { of: base.of, offset: base.offset + (operation.name === "add" ? change : -change) };
      }
    }
    return { of: atom, offset: 0 };
  };

  const isBelowLength = (index: Atom, base: Atom): boolean => {
    const bound = boundOf(index);
    if (bound === undefined || base.kind !== "value") return false;
    const operation = operations.get(base);
    const length = operation?.kind === "newArray" ? boundOf(operation.length) : undefined;
    if (length !== undefined && length.of === bound.of && bound.offset < length.offset) return true;
    if (operation?.kind === "makeArray" && bound.of === undefined) return bound.offset < operation.elements.length;
    const limit = bound.of === undefined ? undefined : operations.get(bound.of);
    return limit?.kind === "length" && limit.base === base && bound.offset < 0;
  };

  const walk = (block: Block, seen: ReadonlySet<string>): void => {
    const known = new Set(seen);
    for (const statement of block) {
      note(statement, known);
      for (const inner of blocks(statement)) walk(inner, known);
    }
  };

  const note = (statement: Statement, known: Set<string>): void => {
    if (statement.kind === "for") loops.set(statement.index, statement);
    if (statement.kind === "let") {
      operations.set(statement.value, statement.operation);
      if (statement.operation.kind === "load" && statement.operation.key.kind === "index") {
        known.add(slotName(statement.operation.base, statement.operation.key.index));
      }
    }
    if (statement.kind === "store" && statement.key.kind === "index") {
      const name = slotName(statement.base, statement.key.index);
      if (known.has(name) || isBelowLength(statement.key.index, statement.base)) proved.add(statement);
      known.add(name);
    }
  };

  walk(fn.body, new Set());
  return (store) => proved.has(store);
}

const nameOf = (atom: Atom): string => (atom.kind === "constant" ? `=${String(atom.value)}` : String(atom.id));
const slotName = (base: Atom, index: Atom): string => `${nameOf(base)}[${nameOf(index)}]`;
