import type { ts } from "../../frontend/ts.js";
import { constant, newLabel, newScope, newVariable, numberType } from "../../ir/build.js";
import type { Atom } from "../../ir/types.js";
import { asRecord, callNamed } from "./functions/fields.js";
import type { FinallyHandler } from "./handlers.js";
import { leave } from "./iterate.js";
import type { Each, Iteration } from "./iteration.js";
import { inBlock, isFunctionValue, type Lowering, refuse } from "./state.js";
import { resumeExits } from "./tries.js";
import { asBoolean, assign, loadSlot, read, test } from "./values.js";

/** An object with a method `next`: it is asked until it says that it is done. */
export function iteratorOf(l: Lowering, iterator: Atom, node: ts.Node): Iteration {
  const run = (at: Lowering, each: Each): Atom => {
    const label = newLabel(at.program.ctx.ids);
    const body = inBlock(at, (inner) => {
      const item = callNamed(inner, iterator, "next", [], node);
      if (item === undefined || isFunctionValue(item) || asRecord(item) === undefined) {
        refuse(inner, "generatorCode", node);
        return;
      }
      const done = asBoolean(inner, loadSlot(inner, item, "done", node), node);
      const stop = inBlock(inner, (there) => leave(there, label));
      const scope = newScope(at.program.ctx.ids);
      inner.out.push({ kind: "if", scope, condition: done, then: stop, else: [], results: [], span: undefined });
      giveItem(inner, iterator, loadSlot(inner, item, "value", node), each, node);
    });
    at.out.push({
      kind: "loop",
      label,
      condition: { block: [], test: constant(true) },
      body,
      update: [],
      testFirst: true,
      span: undefined,
    });
    return constant(undefined);
  };
  return { kind: "iteration", owner: l.activation, key: "iterator", started: undefined, run };
}

/** If the consumer leaves early, the iterator is told by its method `return`, if it has one. */
function giveItem(l: Lowering, iterator: Atom, item: Atom, each: Each, node: ts.Node): void {
  const { ids } = l.program.ctx;
  const handler: FinallyHandler = {
    kind: "finally",
    label: newLabel(ids),
    pending: newVariable(ids, "pending", numberType),
    exits: [],
  };
  const body = inBlock(l, (inner) => each(inner, item), { handlers: [...l.handlers, handler] });
  if (handler.exits.length === 0) {
    l.out.push(...body);
    return;
  }
  assign(l, handler.pending, constant(0));
  l.out.push({ kind: "labelled", label: handler.label, body });
  const condition = test(l, "ne", read(l, handler.pending), constant(0));
  const then = inBlock(l, (inner) => callNamed(inner, iterator, "return", [], node, true));
  l.out.push({ kind: "if", scope: newScope(ids), condition, then, else: [], results: [], span: undefined });
  resumeExits(l, handler, true, undefined);
}

/** Whether a value is such an object. */
export const isIterator = (atom: Atom): boolean => asRecord(atom) !== undefined;
