import type { ts } from "../../frontend/ts.js";
import { constant, newLabel, newScope, newVariable, numberType } from "../../ir/build.js";
import type { Atom } from "../../ir/types.js";
import { asRecord, callNamed } from "./functions/fields.js";
import type { FinallyHandler } from "./handlers.js";
import { leave } from "./iterate.js";
import type { Each, Iteration } from "./iteration.js";
import type { ItemKinds } from "./kinds.js";
import { freshType, inBlock, isFunctionValue, type Lowering, refuse } from "./state.js";
import { resumeExits } from "./tries.js";
import { ofKind } from "./unions.js";
import { agree, asBoolean, assign, loadSlot, read, test, typeOf } from "./values.js";

/** The iteration protocol: what is asked for `{ value, done }`, and told if nobody asks any more. */
export interface Protocol {
  readonly next: (l: Lowering) => Atom;
  readonly close: (l: Lowering) => void;
  /** Where items and the result are of several kinds: of which these are, and that is. */
  readonly kinds?: ItemKinds | undefined;
}

/** An object with a method `next`, and perhaps one `return`. */
export const itemsOfIterator = (l: Lowering, iterator: Atom, node: ts.Node): Iteration =>
  askedItems(
    l,
    {
      next: (inner) => {
        const step = callNamed(inner, iterator, "next", [], node);
        const isStep = step !== undefined && !isFunctionValue(step) && asRecord(step) !== undefined;
        return isStep ? step : refuse(inner, "generatorCode", node);
      },
      close: (inner) => void callNamed(inner, iterator, "return", [], node, true),
    },
    node,
  );

/** It is asked until it says that it is done. */
export function askedItems(l: Lowering, protocol: Protocol, node: ts.Node): Iteration {
  const run = (at: Lowering, each: Each): Atom => {
    const { ids } = at.program.ctx;
    const label = newLabel(ids);
    const returned = newVariable(ids, "returned", freshType(at.program));
    const body = inBlock(at, (inner) => {
      const step = protocol.next(inner);
      const done = asBoolean(inner, loadSlot(inner, step, "done", node), node);
      const value = loadSlot(inner, step, "value", node);
      const stop = inBlock(inner, (there) => {
        if (agree(there, returned.type, typeOf(value), node, value)) assign(there, returned, value);
        leave(there, label);
      });
      const scope = newScope(ids);
      inner.out.push({ kind: "if", scope, condition: done, then: stop, else: [], results: [], span: undefined });
      giveItem(inner, protocol, ofKind(inner, value, protocol.kinds?.yielded), each);
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
    return ofKind(at, read(at, returned), protocol.kinds?.returned);
  };
  return { kind: "iteration", owner: l.activation, key: "iterator", started: undefined, run };
}

/** If the consumer leaves early, the iterator is told. */
function giveItem(l: Lowering, protocol: Protocol, item: Atom, each: Each): void {
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
  const then = inBlock(l, protocol.close);
  l.out.push({ kind: "if", scope: newScope(ids), condition, then, else: [], results: [], span: undefined });
  resumeExits(l, handler, true, undefined);
}
