import type { ts } from "../../frontend/ts.js";
import { booleanType, constant, newScope, unassigned } from "../../ir/build.js";
import type { Atom, RecordType, Type } from "../../ir/types.js";
import { fit } from "./mixing.js";
import { type Activation, freshType, inBlock, type Lowering, type ProgramState } from "./state.js";
import { agree, loadField, typeOf } from "./values.js";

/** What a function returns if its exceptions are to be values: `{ threw, error, value }`. */
export interface Outcome {
  readonly type: RecordType;
  readonly error: Type;
  /** Undefined if it returns nothing. */
  readonly value: Type | undefined;
}

export function newOutcome(program: ProgramState, returnsValue: boolean): Outcome {
  const error = freshType(program);
  const value = returnsValue ? freshType(program) : undefined;
  const fields = [
    { name: "threw", type: booleanType },
    { name: "error", type: error },
    ...(value === undefined ? [] : [{ name: "value", type: value }]),
  ];
  return { type: { kind: "record", name: undefined, fields }, error, value };
}

/** The end that the function reaches without an exception. */
export function returnOutcome(l: Lowering, outcome: Outcome, value: Atom | undefined, node: ts.Node): void {
  const isGiven = outcome.value !== undefined && value !== undefined;
  const result = isGiven ? fit(l, outcome.value as Type, value, node, outcome) : value;
  returnRecord(l, outcome, false, unassigned, result ?? unassigned);
}

export function returnException(l: Lowering, outcome: Outcome, error: Atom, node: ts.Node): void {
  agree(l, outcome.error, typeOf(error), node, error);
  returnRecord(l, outcome, true, error, unassigned);
}

function returnRecord(l: Lowering, outcome: Outcome, threw: boolean, error: Atom, value: Atom): void {
  const fields = [
    { name: "threw", value: constant(threw) },
    { name: "error", value: error },
    ...(outcome.value === undefined ? [] : [{ name: "value", value }]),
  ];
  const record = l.out.define(outcome.type, { kind: "makeRecord", fields });
  l.out.push({ kind: "exit", exit: "return", label: undefined, value: record, span: undefined });
}

/** What the call of such a function means for its caller: its exception is raised here, or its value is used. */
export function takeOutcome(
  l: Lowering,
  outcome: Outcome,
  record: Atom,
  raise: (inner: Lowering, exception: Atom) => void,
): Atom {
  const condition = loadField(l, record, "threw", booleanType);
  const then = inBlock(l, (inner) => raise(inner, loadField(inner, record, "error", outcome.error)));
  const scope = newScope(l.program.ctx.ids);
  l.out.push({ kind: "if", scope, condition, then, else: [], results: [], span: undefined });
  return outcome.value === undefined ? constant(undefined) : loadField(l, record, "value", outcome.value);
}

/** Whether an exception may leave the function, or one that it calls. */
export function isThrowing(activation: Activation, seen = new Set<Activation>()): boolean {
  if (activation.throws) return true;
  if (seen.has(activation)) return false;
  seen.add(activation);
  return activation.calls.some(({ callee }) => isThrowing(callee, seen));
}

/** Functions that turn out to throw, after a call of them has been lowered as one that does not, become facts. */
export function noteThrowing(program: ProgramState, activations: readonly Activation[]): void {
  for (const activation of activations) {
    if (program.quiet.has(activation.node) && isThrowing(activation)) program.facts.throwing.add(activation.node);
  }
  for (const { activation, calls } of program.applies.values()) {
    if (!isThrowing(activation)) continue;
    for (const { node, isUnguarded } of calls) if (isUnguarded) program.facts.throwing.add(node);
  }
}
