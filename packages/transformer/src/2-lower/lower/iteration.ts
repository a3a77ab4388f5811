import type { ts } from "../../frontend/ts.js";
import { booleanType, constant, newLabel, newScope, newVariable } from "../../ir/build.js";
import type { Atom, LabelId, Variable } from "../../ir/types.js";
import { leaveTo } from "./handlers.js";
import { leave } from "./iterate.js";
import { emptyArrayType } from "./literals.js";
import { fit } from "./mixing.js";
import { type Activation, freshType, inBlock, type Lowering, refuse } from "./state.js";
import { agree, append, assign, lengthOf, read, test, typeOf } from "./values.js";

/** A sequence that is known now and run where it is consumed, once: what a generator function gives, for one. */
export interface Iteration {
  readonly kind: "iteration";
  readonly owner: Activation;
  /** Equal for iterations that run the same code. */
  readonly key: string;
  /** Whether it has run; undefined as long as it has no name, for then it can only run where it stands. */
  started: Variable | undefined;
  /** The generator or iterator as a value at run time; undefined if there is none. */
  readonly asValue?: (l: Lowering) => Atom;
  /** Who leaves it early may go on with it later. */
  readonly staysOpen?: true;
  /** A fresh array of all the items, where there is a shorter way to it. */
  readonly list?: (l: Lowering) => Atom;
  /** Runs it here; gives what it returns. */
  readonly run: (l: Lowering, each: Each, node: ts.Node) => Atom;
}

/** What is done with each item, lowered wherever one is given. What comes back is sent to the generator whose place `from` is, if that can be. */
export type Each = (l: Lowering, item: Atom, from?: Lowering) => Atom | undefined;

/** From here on it could be consumed twice. */
export function nameIteration(l: Lowering, iteration: Iteration): void {
  if (iteration.started !== undefined) return;
  iteration.started = newVariable(l.program.ctx.ids, "started", booleanType);
  assign(l, iteration.started, constant(false));
}

/** Consumes an iteration: one that has been consumed before, if only in part, has no more items. */
export function runIteration(l: Lowering, iteration: Iteration, node: ts.Node, each: Each): Atom {
  const { started, run } = iteration;
  if (iteration.owner !== l.activation) return iteration.asValue?.(l) ?? refuse(l, "generatorCode", node);
  if (started === undefined) return run(l, each, node);
  const { ids } = l.program.ctx;
  const result = newVariable(ids, "returned", freshType(l.program));
  let returns = false;
  const condition = read(l, started);
  const block = inBlock(l, (at) => {
    assign(at, started, constant(true));
    const value = run(at, each, node);
    returns = typeOf(value).kind !== "undefined";
    if (returns && agree(at, result.type, typeOf(value), node, value)) assign(at, result, value);
  });
  l.out.push({ kind: "if", scope: newScope(ids), condition, then: [], else: block, results: [], span: undefined });
  return returns ? read(l, result) : constant(undefined);
}

/** A fresh array of the items: all, or the first `count`, after which the iteration is closed. */
export function collectItems(l: Lowering, iteration: Iteration, node: ts.Node, count?: number): Atom {
  const { list, started, owner } = iteration;
  if (list !== undefined && count === undefined && started === undefined && owner === l.activation) return list(l);
  const type = emptyArrayType(l, node);
  const array = l.out.define(type, { kind: "makeArray", elements: [] });
  if (count === 0) return array;
  const take = (at: Lowering, item: Atom): undefined => {
    const stored = fit(at, type.element, item, node, type);
    if (stored !== undefined) append(at, array, stored);
  };
  if (count === undefined) {
    runIteration(l, iteration, node, take);
    return array;
  }
  const end = newLabel(l.program.ctx.ids);
  const body = inBlock(l, (inner) => {
    runIteration(inner, iteration, node, (at, item) => {
      take(at, item);
      const condition = test(at, "ge", lengthOf(at, array), constant(count));
      const then = inBlock(at, (stop) => close(stop, end, l.handlers.length, node));
      const scope = newScope(l.program.ctx.ids);
      at.out.push({ kind: "if", scope, condition, then, else: [], results: [], span: undefined });
    });
  });
  l.out.push({ kind: "labelled", label: end, body });
  return array;
}

/** Leaves an iteration early, to the end of the block with this label; its `finally` blocks run. */
export function close(l: Lowering, end: LabelId, depth: number, node: ts.Node): void {
  leaveTo(l, { key: `break ${end}`, depth, value: undefined, node, leave: (at) => leave(at, end) });
}
