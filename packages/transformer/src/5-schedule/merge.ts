import type { Context } from "../context.js";
import type { Atom, Block, If, IRFunction, Statement, Value } from "../ir/types.js";
import { blocks, uses, visit, withBlocks } from "../ir/walk.js";

/**
 * Two branches on the same condition become one, where the later one is, so that what both compute is computed once: the reverse
 * sweeps of two results go through the same branches. Only arithmetic moves, as it does not matter where that is done. Requires:
 * SSA, scheduled.
 */
export function merge(fn: IRFunction, ctx: Context): IRFunction {
  if (!ctx.optimizations.fuse) return fn;
  const body = mergeIn(fn.body);
  return body === fn.body ? fn : { ...fn, body };
}

function mergeIn(block: Block): Block {
  const merging = new Merging();
  let isChanged = false;
  for (const statement of block) {
    const old = blocks(statement);
    const inner = old.map(mergeIn);
    const present = inner.every((one, i) => one === old[i]) ? statement : withBlocks(statement, inner);
    isChanged ||= present !== statement;
    merging.add(present);
  }
  return isChanged || merging.isChanged ? merging.block() : block;
}

/** More than this does not move with a branch. */
const mostBehind = 64;

/** A branch that may still move forward, and what comes later and depends on it: that would move as well. */
interface Open {
  readonly branch: If;
  readonly behind: Set<Statement>;
}

class Merging {
  isChanged = false;
  private readonly statements: (Statement | undefined)[] = [];
  private readonly places = new Map<Statement, number>();
  /** By their condition. */
  private readonly open = new Map<Atom, Open>();
  /** By a value: the conditions of the open branches on which it depends. */
  private readonly dependent = new Map<Value, Set<Atom>>();

  add(statement: Statement): void {
    const conditions = this.dependencies(statement);
    const earlier = statement.kind === "if" ? this.open.get(statement.condition) : undefined;
    if (statement.kind === "if" && earlier !== undefined && !conditions.has(statement.condition))
      this.merge(earlier, statement);
    else {
      this.put(statement);
      for (const condition of conditions) this.stayBehind(statement, condition);
      if (statement.kind === "if") this.start(statement, new Set());
    }
  }

  block(): Block {
    return this.statements.filter((statement) => statement !== undefined);
  }

  private merge({ branch, behind }: Open, statement: If): void {
    const merged = join(branch, statement);
    this.isChanged = true;
    this.take(branch);
    this.put(merged);
    for (const one of behind) {
      this.take(one);
      this.put(one);
    }
    this.open.delete(merged.condition);
    for (const condition of this.dependencies(merged)) this.stayBehind(merged, condition);
    for (const other of this.open.values()) other.behind.delete(branch);
    this.start(merged, behind);
  }

  private start(branch: If, behind: Set<Statement>): void {
    const { condition } = branch;
    this.open.delete(condition);
    if (condition.kind !== "value" || !isArithmetic(branch)) return;
    this.open.set(condition, { branch, behind });
    this.note(branch, condition);
  }

  /** A statement that depends on an open branch moves with it, or keeps it where it is. */
  private stayBehind(statement: Statement, condition: Atom): void {
    const one = this.open.get(condition);
    if (one === undefined) return;
    if (!isArithmetic(statement) || one.behind.size >= mostBehind) {
      this.open.delete(condition);
      return;
    }
    one.behind.add(statement);
    this.note(statement, condition);
  }

  private note(statement: Statement, condition: Atom): void {
    const defined = statement.kind === "let" ? [statement.value] : [];
    for (const value of statement.kind === "if" ? statement.results.map((one) => one.value) : defined) {
      const conditions = this.dependent.get(value) ?? new Set();
      this.dependent.set(value, conditions.add(condition));
    }
  }

  private dependencies(statement: Statement): ReadonlySet<Atom> {
    const found = new Set<Atom>();
    visit([statement], (inner) => {
      for (const atom of uses(inner))
        if (atom.kind === "value") for (const condition of this.dependent.get(atom) ?? []) found.add(condition);
    });
    return found;
  }

  private put(statement: Statement): void {
    this.places.set(statement, this.statements.length);
    this.statements.push(statement);
  }

  private take(statement: Statement): void {
    const place = this.places.get(statement);
    if (place !== undefined) this.statements[place] = undefined;
  }
}

const join = (first: If, second: If): If => ({
  ...second,
  then: [...first.then, ...second.then],
  else: [...first.else, ...second.else],
  results: [...first.results, ...second.results],
});

/** It does nothing but compute numbers from numbers. */
const isArithmetic = (statement: Statement): boolean =>
  statement.kind === "let"
    ? statement.operation.kind === "primitive"
    : statement.kind === "if" && blocks(statement).every((block) => block.every(isArithmetic));
