import { isConstant } from "../ir/build.js";
import type { Atom, Carried, For, IRFunction, Operation, Value, While } from "../ir/types.js";
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
  /** The least that a number is, as far as it is known. */
  lowest(index: Atom): number;
  /** `a + change`, for a constant change. */
  shifted(atom: Atom): Shifted | undefined;
}

export interface Shifted {
  readonly of: Atom;
  readonly change: number;
}

/** A value that a loop carries. */
interface Counter {
  readonly carried: Carried;
  readonly loop: For | While;
}

const deepest = 8;

export function analyzeBounds(fn: IRFunction): Bounds {
  const operations = new Map<Value, Operation>();
  const loops = new Map<Value, For>();
  const counters = new Map<Value, Counter>();
  /** What holds where a branch that gives false otherwise gives true. */
  const conjuncts = new Map<Value, readonly Atom[]>();
  visit(fn.body, (statement) => {
    if (statement.kind === "for") loops.set(statement.index, statement);
    if (statement.kind === "let") operations.set(statement.value, statement.operation);
    if (statement.kind === "if")
      for (const { value, then, else: otherwise } of statement.results)
        if (isConstant(otherwise, false)) conjuncts.set(value, [statement.condition, then]);
    if (statement.kind === "for" || statement.kind === "while")
      for (const carried of statement.carried)
        for (const value of [carried.parameter, carried.result]) counters.set(value, { carried, loop: statement });
  });

  /** `a + change`, for a constant change. */
  const shifted = (atom: Atom): Shifted | undefined => {
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
    const counter = counters.get(atom);
    if (counter !== undefined) return lowestCount(counter, depth);
    const sum = shifted(atom);
    if (sum !== undefined && Number.isInteger(sum.change)) return lowest(sum.of, depth + 1) + sum.change;
    const operation = operations.get(atom);
    if (operation?.kind === "length") return 0;
    if (operation?.kind !== "primitive") return unknown;
    const bounds = operation.args.map((arg) => lowest(arg, depth + 1));
    if (operation.name === "add") return bounds.reduce((total, bound) => total + bound, 0);
    return operation.name === "mul" && bounds.every((bound) => bound >= 0) ? 0 : unknown;
  };

  /** What only grows keeps its start; what steps down from where the loop's test holds is at most one step below. */
  const lowestCount = ({ carried, loop }: Counter, depth: number): number => {
    const step = shifted(carried.next);
    if (step?.of !== carried.parameter || !Number.isInteger(step.change)) return Number.NEGATIVE_INFINITY;
    const start = lowest(carried.initial, depth + 1);
    if (step.change >= 0) return start;
    const tested = loop.kind === "while" ? lowestTested(loop.condition.test, carried.parameter, depth + 1) : undefined;
    return tested === undefined ? Number.NEGATIVE_INFINITY : Math.min(start, tested + step.change);
  };

  /** The least that a condition lets a value be. */
  const lowestTested = (test: Atom, value: Value, depth: number): number | undefined => {
    if (test.kind !== "value" || depth >= deepest) return undefined;
    const operation = operations.get(test);
    const isAnd = operation?.kind === "primitive" && operation.name === "and";
    for (const part of isAnd ? operation.args : (conjuncts.get(test) ?? [])) {
      const bound = lowestTested(part, value, depth + 1);
      if (bound !== undefined) return bound;
    }
    if (operation?.kind !== "primitive") return undefined;
    const [a, b] = operation.args;
    if (a === undefined || b === undefined) return undefined;
    const than = operation.name === "ge" || operation.name === "gt" ? [a, b] : [b, a];
    const isStrict = operation.name === "gt" || operation.name === "lt";
    const isOrder = isStrict || operation.name === "ge" || operation.name === "le";
    const limit = than[1];
    if (!isOrder || than[0] !== value || limit === undefined) return undefined;
    return lowest(limit, depth + 1) + (isStrict ? 1 : 0);
  };

  /** A copy of a typed array is as long as that. */
  const copied = (base: Atom): Atom => {
    const operation = base.kind === "value" ? operations.get(base) : undefined;
    if (operation?.kind !== "slice" || base.kind !== "value" || base.type.kind !== "array") return base;
    const { start, end } = operation;
    const isWhole = (start === undefined || isConstant(start, 0)) && end === undefined;
    return isWhole && base.type.storage !== "Array" ? copied(operation.base) : base;
  };

  const isFromZero = (index: Atom): boolean => lowest(index) >= 0;

  const isBelowLength = (index: Atom, base: Atom): boolean => {
    const bound = highest(index);
    if (bound === undefined || base.kind !== "value") return false;
    const operation = operations.get(base);
    const length = operation?.kind === "newArray" ? highest(operation.length) : undefined;
    if (length !== undefined && length.of === bound.of && bound.offset < length.offset) return true;
    if (operation?.kind === "makeArray" && bound.of === undefined) return bound.offset < operation.elements.length;
    const limit = bound.of === undefined ? undefined : operations.get(bound.of);
    return limit?.kind === "length" && copied(limit.base) === copied(base) && bound.offset < 0;
  };

  return {
    isFromZero,
    isBelowLength,
    lowest: (index) => lowest(index),
    shifted,
  };
}
