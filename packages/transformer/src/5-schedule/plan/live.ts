import type { Atom, Block, IRFunction, Statement, Value } from "../../ir/types.js";
import { blocks, uses } from "../../ir/walk.js";

/**
 * The values that the primal sweep computes for itself: for its results, its effects and its control flow. The reverse sweep
 * of the outermost block, which starts at the note, is not counted; stores into any memory of the primal are.
 */
export function findLive(fn: IRFunction): ReadonlySet<Value> {
  const definers = new Map<Value, Statement>();
  const live = new Set<Value>();
  const pending: Value[] = [];
  const use = (atom: Atom): void => {
    if (atom.kind !== "value" || live.has(atom)) return;
    live.add(atom);
    pending.push(atom);
  };
  const start = (block: Block): void => {
    let inReverse = false;
    for (const statement of block) {
      if (statement.kind === "note" && statement.text.startsWith("reverse sweep")) inReverse = true;
      if (inReverse) continue;
      if (statement.kind === "if") {
        for (const result of statement.results) definers.set(result.value, statement);
        use(statement.condition);
      } else if (statement.kind === "for" || statement.kind === "while") {
        for (const carried of statement.carried) {
          definers.set(carried.result, statement);
          definers.set(carried.parameter, statement);
        }
        if (statement.kind === "for") {
          use(statement.from);
          use(statement.to);
        } else use(statement.condition.test);
      } else if (statement.kind === "let") {
        definers.set(statement.value, statement);
        if (
          statement.operation.kind !== "primitive" &&
          statement.operation.kind !== "load" &&
          statement.operation.kind !== "length"
        ) {
          uses(statement).forEach(use);
        }
      } else uses(statement).forEach(use);
      for (const inner of blocks(statement)) start(inner);
    }
  };
  start(fn.body);
  fn.results.forEach(use);
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    const statement = definers.get(value);
    if (statement === undefined) continue;
    if (statement.kind === "if") {
      const result = statement.results.find((r) => r.value === value);
      if (result !== undefined) [result.then, result.else].forEach(use);
    } else if (statement.kind === "for" || statement.kind === "while") {
      const carried = statement.carried.find((c) => c.result === value || c.parameter === value);
      if (carried !== undefined) [carried.initial, carried.next].forEach(use);
    } else uses(statement).forEach(use);
  }
  return live;
}
