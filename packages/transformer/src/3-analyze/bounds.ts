import { isConstant } from "../ir/build.js";
import type { Atom, For, IRFunction, Operation, Value } from "../ir/types.js";
import { visit } from "../ir/walk.js";

/** An upper bound `of + offset`, where `of` is a value that does not change, or a plain number. */
interface Bound {
  readonly of: Value | undefined;
  readonly offset: number;
}

/** What is known of the indices of a function, as far as constants, lengths and counted loops tell. */
export interface Bounds {
  /** The index is an integer and not negative. */
  isFromZero(index: Atom): boolean;
  /** Requires that the array was not shortened since its length was read. */
  isBelowLength(index: Atom, base: Atom): boolean;
}

const deepest = 8;

export function analyzeBounds(fn: IRFunction): Bounds {
  const operations = new Map<Value, Operation>();
  const loops = new Map<Value, For>();
  visit(fn.body, (statement) => {
    if (statement.kind === "for") loops.set(statement.index, statement);
    if (statement.kind === "let") operations.set(statement.value, statement.operation);
  });

  /** `a + change`, for a constant change. */
  const shifted = (atom: Atom): { readonly of: Atom; readonly change: number } | undefined => {
    const operation = atom.kind === "value" ? operations.get(atom) : undefined;
    if (operation?.kind !== "primitive" || (operation.name !== "add" && operation.name !== "sub")) return undefined;
    const [of, by] = operation.args;
    if (of === undefined || by === undefined || !isConstant(by) || typeof by.value !== "number") return undefined;
    return { of, change: operation.name === "add" ? by.value : -by.value };
  };

  const highest = (atom: Atom, depth = 0): Bound | undefined => {
    if (atom.kind === "constant")
      return typeof atom.value === "number" ? { of: undefined, offset: atom.value } : undefined;
    const loop = loops.get(atom);
    if (loop !== undefined && depth < deepest) {
      // The largest index: one below the end going up, the start going down.
      if (loop.step < 0) return highest(loop.from, depth + 1);
      const end = highest(loop.to, depth + 1) ?? (loop.to.kind === "value" ? { of: loop.to, offset: 0 } : undefined);
      return end === undefined ? undefined : { of: end.of, offset: end.offset - (loop.test === "lt" ? 1 : 0) };
    }
    const sum = depth < deepest ? shifted(atom) : undefined;
    if (sum === undefined) return { of: atom, offset: 0 };
    const base = highest(sum.of, depth + 1) ?? (sum.of.kind === "value" ? { of: sum.of, offset: 0 } : undefined);
    return base === undefined ? undefined : { of: base.of, offset: base.offset + sum.change };
  };

  const lowest = (atom: Atom, depth = 0): number => {
    const unknown = Number.NEGATIVE_INFINITY;
    if (depth === deepest) return unknown;
    if (atom.kind === "constant") return Number.isInteger(atom.value) ? (atom.value as number) : unknown;
    const loop = loops.get(atom);
    if (loop !== undefined) {
      if (loop.step > 0) return lowest(loop.from, depth + 1);
      return lowest(loop.to, depth + 1) + (loop.test === "gt" ? 1 : 0);
    }
    const sum = shifted(atom);
    if (sum !== undefined && Number.isInteger(sum.change)) return lowest(sum.of, depth + 1) + sum.change;
    return operations.get(atom)?.kind === "length" ? 0 : unknown;
  };

  return {
    isFromZero: (index) => lowest(index) >= 0,
    isBelowLength(index, base) {
      const bound = highest(index);
      if (bound === undefined || base.kind !== "value") return false;
      const operation = operations.get(base);
      const length = operation?.kind === "newArray" ? highest(operation.length) : undefined;
      if (length !== undefined && length.of === bound.of && bound.offset < length.offset) return true;
      if (operation?.kind === "makeArray" && bound.of === undefined) return bound.offset < operation.elements.length;
      const limit = bound.of === undefined ? undefined : operations.get(bound.of);
      return limit?.kind === "length" && limit.base === base && bound.offset < 0;
    },
  };
}
