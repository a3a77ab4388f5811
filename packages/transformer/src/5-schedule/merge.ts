import type { Context } from "../context.js";
import type { Atom, Block, If, IRFunction, Statement, Value } from "../ir/types.js";
import { blocks, definitions, uses, visit, withBlocks } from "../ir/walk.js";

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
  let made: Statement[] = [];
  let isChanged = false;
  /** By its condition: the last branch that may move forward. */
  const last = new Map<Atom, If>();
  for (const statement of block) {
    const old = blocks(statement);
    const inner = old.map(mergeIn);
    const present = inner.every((one, i) => one === old[i]) ? statement : withBlocks(statement, inner);
    isChanged ||= present !== statement;
    const earlier = present.kind === "if" ? last.get(present.condition) : undefined;
    const merged = present.kind === "if" && earlier !== undefined ? mergeInto(made, earlier, present) : undefined;
    if (merged === undefined) made.push(present);
    else made = merged.statements;
    isChanged ||= merged !== undefined;
    const branch = merged?.branch ?? present;
    if (branch.kind !== "if" || branch.condition.kind !== "value") continue;
    if (isArithmetic(branch)) last.set(branch.condition, branch);
    else last.delete(branch.condition);
  }
  return isChanged ? made : block;
}

/** A branch does not move past more than this. */
const farthest = 400;

/** The statements with the earlier branch in the later one, which comes next; undefined if it has to stay. */
function mergeInto(
  made: readonly Statement[],
  earlier: If,
  later: If,
): { readonly statements: Statement[]; readonly branch: If } | undefined {
  const at = made.indexOf(earlier, Math.max(0, made.length - farthest));
  if (at < 0) return undefined;
  const moved = new Set(earlier.results.map(({ value }) => value));
  const behind: Statement[] = [];
  const between: Statement[] = [];
  for (const statement of made.slice(at + 1)) {
    if (!dependsOn(statement, moved)) {
      between.push(statement);
      continue;
    }
    if (!isArithmetic(statement)) return undefined;
    behind.push(statement);
    for (const value of definitions(statement)) moved.add(value);
  }
  if (dependsOn(later, moved)) return undefined;
  const branch = join(earlier, later);
  return { statements: [...made.slice(0, at), ...between, branch, ...behind], branch };
}

function dependsOn(statement: Statement, values: ReadonlySet<Value>): boolean {
  let found = false;
  visit([statement], (inner) => {
    found ||= uses(inner).some((atom) => atom.kind === "value" && values.has(atom));
  });
  return found;
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
