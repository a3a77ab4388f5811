import type { ts } from "../../../frontend/ts.js";
import {
  BlockBuilder,
  constant,
  fieldKey,
  newLabel,
  newScope,
  newValue,
  newVariable,
  numberType,
  primitive,
} from "../../../ir/build.js";
import { unifyTypes } from "../../../ir/type.js";
import type { Atom, Block, RecordType, Type, Value } from "../../../ir/types.js";
import { captured } from "../captures.js";
import type { Lambda } from "../functions/lambda.js";
import { returnsValue } from "../inlineCall.js";
import { newActivation } from "../instances.js";
import { fit } from "../mixing.js";
import { newOutcome, returnOutcome } from "../outcomes.js";
import { Scope } from "../scope.js";
import { type Activation, inBlock, type Lowering, type ProgramState } from "../state.js";
import { hoist, lowerStatements, returnValue } from "../statements.js";
import { raise } from "../throws.js";
import { assign, loadField, read, test } from "../values.js";
import { absent, type Coroutine, type CoroutineClosure, finished, stateSlot } from "./coroutine.js";

/** How a generator is resumed: by its method of this name. */
export type Mode = "next" | "return" | "throw";
export const modeNumber: Readonly<Record<Mode, number>> = { next: 0, return: 1, throw: 2 };

/** In the body of a generator that is a value: what it is resumed with this time. */
export interface Resumed {
  readonly coroutine: Coroutine;
  readonly mode: Atom;
  readonly sent: Value;
  readonly returned: Value;
  readonly thrown: Value;
  /** Somebody ends it by `return` or `throw`. */
  readonly isClosed: boolean;
}

/** The function that goes on with the body: from its start, or from where it waits. While it runs, its state is that of one that has ended. */
export function lowerCoroutine(program: ProgramState, fn: CoroutineClosure, lambda: Lambda): Activation {
  const { coroutine, node } = fn;
  if (coroutine.body !== undefined) return coroutine.body;
  const { ids } = program.ctx;
  const outcome = program.facts.throwing.has(node) ? newOutcome(program, true) : undefined;
  const name = `resume${fn.name.charAt(0).toUpperCase()}${fn.name.slice(1)}`;
  const activation = newActivation(program, node, name, { returns: true, outcome });
  coroutine.body = activation;
  unifyTypes(outcome?.value ?? activation.result, coroutine.step);
  program.instances.set(`coroutine ${lambda.code}`, activation);
  program.quiet.add(node);
  const parameter = (hint: string, type: Type): Value => {
    const value = newValue(ids, type, { name: hint });
    activation.params.push(value);
    program.elements.add(value);
    return value;
  };
  const record = parameter("generator", coroutine.type as RecordType);
  activation.self = { lambda, record, type: coroutine.type as RecordType, captures: new Map() };
  const resumed: Resumed = {
    coroutine,
    mode: parameter("mode", numberType),
    sent: parameter("sent", coroutine.sent),
    returned: parameter("returned", coroutine.item),
    thrown: parameter("thrown", coroutine.thrown),
    isClosed: program.facts.closed.has(node),
  };
  const out = new BlockBuilder(ids);
  const label = newLabel(ids);
  // Who ends it by `return` says what it gives.
  const gives = returnsValue(node) || resumed.isClosed;
  const variable = gives ? newVariable(ids, "result", coroutine.item) : undefined;
  if (variable !== undefined) program.origins.set(variable, node.body as ts.Block);
  const l: Lowering = {
    program,
    activation,
    out,
    scope: new Scope(fn.scope, activation),
    jumps: [],
    returning: { kind: "inline", label, variable, depth: 0 },
    handlers: [],
    inlining: [],
    resumed,
  };
  const frame = captured(activation, coroutine.owner, coroutine.frame, program);
  const state = loadField(l, frame, stateSlot, numberType);
  l.out.push({ kind: "store", base: frame, key: fieldKey(stateSlot), value: finished, linear: false });
  const over = inBlock(l, (inner) => {
    if (resumed.isClosed)
      leaveIfClosed(inner, (at) => giveStep(at, resumed.returned, true, node), thrownAt(inner, node));
    giveStep(inner, absent, true, node);
  });
  pushIf(l, test(l, "lt", state, constant(0)), over);
  assign(l, coroutine.at, state);
  if (variable !== undefined && !returnsValue(node)) assign(l, variable, absent);
  const body = inBlock(l, (inner) => {
    if (resumed.isClosed) leaveIfClosed(inner, (at) => returnGiven(at, node), thrownAt(inner, node));
    const block = node.body as ts.Block;
    hoist(inner, block);
    lowerStatements(inner, block.statements);
  });
  const whole = inBlock(l, (inner) => {
    inner.out.push({ kind: "labelled", label, body });
    giveStep(inner, variable === undefined ? absent : read(inner, variable), true, node);
  });
  l.out.push({ kind: "labelled", label: coroutine.label, body: whole });
  activation.body = out.block;
  return activation;
}

/** What becomes of an exception that is thrown into a generator. */
export type WhenThrown = (l: Lowering, exception: Atom) => void;

/** It is one of this place: of a generator in a generator, too, which may catch it. */
export const thrownAt =
  (from: Lowering, node: ts.Node): WhenThrown =>
  ({ out }, exception) =>
    raise({ ...from, out }, exception, node);

/** Here the generator waits, having given a value; gives what it is resumed with. What is thrown into it is thrown here, or as `whenThrown` says. */
export function lowerWait(l: Lowering, item: Atom, node: ts.Node, whenThrown = thrownAt(l, node)): Atom {
  const { coroutine, isClosed, sent } = resumedOf(l);
  const given = fit(l, coroutine.item, item, node, coroutine);
  if (given === undefined) return constant(undefined);
  const label = newLabel(l.program.ctx.ids);
  coroutine.waits.set(label, given);
  l.out.push({ kind: "labelled", label, body: [] });
  if (isClosed) leaveIfClosed(l, (at) => returnGiven(at, node), whenThrown);
  return copyOf(l, sent);
}

/** Returns `{ value, done }` to who has resumed it. */
export function giveStep(l: Lowering, value: Atom, done: boolean, node: ts.Node): void {
  const { step } = resumedOf(l).coroutine;
  const fields = [
    { name: "value", value },
    { name: "done", value: constant(done) },
  ];
  const record = l.out.define(step, { kind: "makeRecord", fields });
  const { outcome } = l.activation;
  if (outcome !== undefined) {
    returnOutcome(l, outcome, record, node);
    return;
  }
  l.out.push({ kind: "exit", exit: "return", label: undefined, value: record, span: undefined });
}

function resumedOf(l: Lowering): Resumed {
  if (l.resumed === undefined) throw new Error("lower: this is no body of a generator");
  return l.resumed;
}

/** Of this resumption: later ones bring others. */
function copyOf(l: Lowering, value: Value): Value {
  const copy = l.out.define(value.type, primitive("identity", value));
  l.program.elements.add(copy);
  return copy;
}

/** `it.return(v)` is a `return v` where it waits. */
function returnGiven(l: Lowering, node: ts.Node): void {
  const gives = l.returning.kind === "inline" && l.returning.variable !== undefined;
  returnValue(l, gives ? copyOf(l, resumedOf(l).returned) : undefined, node);
}

/** Resumed by `return` or `throw`, it leaves from where it waits. */
function leaveIfClosed(l: Lowering, leave: (inner: Lowering) => void, whenThrown: WhenThrown): void {
  const { mode, thrown } = resumedOf(l);
  pushIf(l, test(l, "eq", mode, constant(modeNumber.return)), inBlock(l, leave));
  const throws = inBlock(l, (inner) => whenThrown(inner, copyOf(inner, thrown)));
  pushIf(l, test(l, "eq", mode, constant(modeNumber.throw)), throws);
}

function pushIf(l: Lowering, condition: Atom, then: Block): void {
  const scope = newScope(l.program.ctx.ids);
  l.out.push({ kind: "if", scope, condition, then, else: [], results: [], span: undefined });
}
