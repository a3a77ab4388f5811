import type { IRFunction } from "./types.js";
import { visit } from "./walk.js";

/** The functions that a function calls, by id; one that is called twice is named twice. */
export function calleesOf(fn: IRFunction): readonly number[] {
  const ids: number[] = [];
  visit(fn.body, (statement) => {
    if (statement.kind !== "call") return;
    ids.push(statement.callee.id);
    const { rule } = statement;
    if (rule !== undefined) ids.push(rule.ref.id);
    if (rule?.forward !== undefined) ids.push(rule.forward.id);
  });
  return ids;
}

/** The functions that are differentiated: not those that have a rule instead, nor rules. */
export function differentiated(functions: readonly IRFunction[]): ReadonlySet<IRFunction> {
  const byId = new Map(functions.map((fn) => [fn.ref.id, fn]));
  const reached = new Set(functions.slice(0, 1));
  for (const fn of reached) {
    visit(fn.body, (statement) => {
      const callee =
        statement.kind === "call" && statement.rule === undefined ? byId.get(statement.callee.id) : undefined;
      if (callee !== undefined) reached.add(callee);
    });
  }
  return reached;
}

/** The root and every function that it may come to call, in the order of `known`. */
export function reachableFunctions(
  root: IRFunction,
  known: Iterable<number>,
  lookUp: (id: number) => IRFunction | undefined,
): ReadonlyMap<number, IRFunction> {
  const needed = new Map<number, IRFunction>([[root.ref.id, root]]);
  const pending = [root];
  for (let fn = pending.pop(); fn !== undefined; fn = pending.pop()) {
    for (const id of calleesOf(fn)) {
      const callee = needed.has(id) ? undefined : lookUp(id);
      if (callee === undefined) continue;
      needed.set(id, callee);
      pending.push(callee);
    }
  }
  const functions = new Map<number, IRFunction>();
  for (const id of new Set(known)) {
    const fn = needed.get(id);
    if (fn !== undefined) functions.set(id, fn);
  }
  return functions;
}
