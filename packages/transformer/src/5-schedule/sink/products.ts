import type { Ids } from "../../ir/build.js";
import type { Block, IRFunction, Statement, Value } from "../../ir/types.js";
import { blocks, uses, visit, withBlocks } from "../../ir/walk.js";
import { Sequence } from "./sequence.js";

/** Each round moves what the one before it has brought into a branch. */
const mostRounds = 4;

/**
 * A cotangent that is 0 on one side of a branch, and is only multiplied or added afterwards, is multiplied and added in the
 * branch that makes it nonzero; branches on one condition become one. Legal because among cotangents zero times anything
 * is zero, and adding zero does nothing.
 */
export function sinkProducts(fn: IRFunction, ids: Ids): IRFunction {
  let present = fn;
  for (let round = 0; round < mostRounds; round++) {
    const counts = countUses(present);
    const body = sinkInto(present.body, ids, counts);
    if (body === present.body) break;
    present = { ...present, body };
  }
  return present;
}

function countUses(fn: IRFunction): ReadonlyMap<Value, number> {
  const counts = new Map<Value, number>();
  visit(fn.body, (statement) => addUses(statement, counts));
  for (const atom of fn.results) if (atom.kind === "value") counts.set(atom, (counts.get(atom) ?? 0) + 1);
  return counts;
}

function addUses(statement: Statement, counts: Map<Value, number>): void {
  for (const atom of uses(statement)) if (atom.kind === "value") counts.set(atom, (counts.get(atom) ?? 0) + 1);
}

function sinkInto(block: Block, ids: Ids, counts: ReadonlyMap<Value, number>): Block {
  let changed = false;
  const inner = block.map((statement) => {
    const before = blocks(statement);
    const after = before.map((one) => sinkInto(one, ids, counts));
    if (after.every((one, i) => one === before[i])) return statement;
    changed = true;
    return withBlocks(statement, after);
  });
  const out = sinkHere(inner, ids, counts);
  return changed || out !== inner ? out : block;
}

/** A value with several uses goes into its branch with all of them or not at all, which only the attempt can tell. */
function sinkHere(block: Block, ids: Ids, counts: ReadonlyMap<Value, number>): Block {
  if (!block.some(mayBranch)) return block;
  const local = new Map<Value, number>();
  for (const statement of block) {
    if (statement.kind === "let" || statement.kind === "accumulate") addUses(statement, local);
  }
  const kept = new Set<Value>();
  while (true) {
    const isLocal = (value: Value): boolean => counts.get(value) === local.get(value);
    const mayLeave = (value: Value): boolean => !kept.has(value) && (counts.get(value) === 1 || isLocal(value));
    const sequence = new Sequence(block, { ids, mayLeave, isLocal, counts });
    const out = sequence.run();
    const present = new Map<Value, number>();
    visit(out, (statement) => addUses(statement, present));
    const remaining = [...sequence.left].filter((value) => present.has(value));
    for (const [product, result] of sequence.products) {
      const isUsedBeyond = (counts.get(product) ?? 0) > (local.get(product) ?? 0);
      if (present.has(product) || isUsedBeyond) remaining.push(result);
    }
    if (remaining.length === 0) return out;
    for (const value of remaining) kept.add(value);
  }
}

const mayBranch = (statement: Statement): boolean =>
  statement.kind === "if" ||
  (statement.kind === "let" && statement.operation.kind === "primitive" && statement.operation.name === "select");
