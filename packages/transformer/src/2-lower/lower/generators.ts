import { ts } from "../../frontend/ts.js";
import { constant, newLabel, newVariable } from "../../ir/build.js";
import { isCoroutineType } from "../../ir/type.js";
import type { Atom } from "../../ir/types.js";
import { iterateArray } from "./arrayIterations.js";
import { lowerWait, thrownAt } from "./coroutines/body.js";
import { callCreator, delegate } from "./coroutines/resume.js";
import { lowerExpression, lowerOperand } from "./expressions.js";
import { ownReturns, returnsValue } from "./inlineCall.js";
import { instanceKey } from "./instanceKey.js";
import { iterableOf } from "./iterables.js";
import { type Each, runIteration } from "./iteration.js";
import { bindParameters, bindReceiver } from "./parameters.js";
import { Scope, visitOwn } from "./scope.js";
import {
  type Closure,
  type FunctionNode,
  freshType,
  inBlock,
  isFunctionValue,
  isRefused,
  type Lowering,
  type Operand,
  refuse,
  standIn,
} from "./state.js";
import { hoist, lowerStatements } from "./statements.js";
import { asArray, read, typeOf } from "./values.js";

/** Who consumes what a generator's body yields, and where. */
export interface Consumer {
  readonly each: Each;
  readonly at: Lowering;
}

export const isGenerator = (node: FunctionNode): boolean => "asteriskToken" in node && node.asteriskToken !== undefined;

/** The call of a generator function: its parameters get their values now, its body runs where it is consumed. */
export function createGenerator(
  l: Lowering,
  fn: Closure,
  args: readonly Operand[],
  node: ts.Node,
  receiver: Operand | undefined,
): Operand {
  const { objects } = l.program.facts;
  if (objects.has(node) || yieldInFinally(fn.node)) return callCreator(l, fn, args, node, receiver);
  const asValue = (at: Lowering): Atom => {
    objects.add(node);
    return standIn(at);
  };
  const scope = new Scope(fn.scope, l.activation);
  bindReceiver(scope, fn, receiver);
  if (ts.isFunctionExpression(fn.node) && fn.node.name !== undefined) {
    scope.declare(fn.node.name.text, { kind: "function", value: fn });
  }
  bindParameters({ ...l, scope, jumps: [], returning: { kind: "function" } }, fn.node, args);
  const key = instanceKey(l.program, fn, args, receiver);
  const run = (at: Lowering, each: Each): Atom => {
    const around = at.inlining.filter((one) => one.node === fn.node);
    const endless = around.length >= maximumNesting || around.some((one) => one.key === key);
    return endless ? asValue(at) : runBody(at, fn, scope, key, each);
  };
  return { kind: "iteration", owner: l.activation, key, started: undefined, run, asValue };
}

/** `take(take(g(), 5), 3)` is no recursion. */
const maximumNesting = 6;

/** The body in place: `return` leaves it, and each `yield` is what the consumer does with the value. */
function runBody(l: Lowering, fn: Closure, scope: Scope, key: string, each: Each): Atom {
  const { body } = fn.node;
  if (body === undefined || !ts.isBlock(body)) return constant(undefined);
  const { ids } = l.program.ctx;
  const label = newLabel(ids);
  const variable = returnsValue(fn.node) ? newVariable(ids, fn.name, freshType(l.program)) : undefined;
  const inside = (inner: Lowering): void => {
    hoist(inner, body);
    lowerStatements(inner, body.statements);
  };
  const block = inBlock(l, inside, {
    scope: new Scope(scope, l.activation),
    jumps: [],
    inlining: [...l.inlining, { node: fn.node, key }],
    returning: { kind: "inline", label, variable, depth: l.handlers.length },
    consumer: { each, at: l },
  });
  if (ownReturns(fn.node).length === 0) l.out.push(...block);
  else l.out.push({ kind: "labelled", label, body: block });
  return variable === undefined ? constant(undefined) : read(l, variable);
}

/** `yield e` gives what the generator is resumed with, which a loop does with nothing; `yield* e` what the inner generator returns. */
export function lowerYield(l: Lowering, node: ts.YieldExpression): Operand {
  const { expression } = node;
  if (l.consumer === undefined && l.resumed === undefined) return refuse(l, "generatorCode", node);
  if (node.asteriskToken === undefined || expression === undefined) {
    const item = expression === undefined ? constant(undefined) : lowerExpression(l, expression);
    if (l.consumer === undefined) return lowerWait(l, item, node);
    return giveItem(l, item, l) ?? constant(undefined);
  }
  const each: Each =
    l.consumer === undefined
      ? (at, item, from) => lowerWait(at, item, node, thrownAt(from ?? at, node))
      : (at, item, from) => giveItem(at, item, from);
  const operand = lowerOperand(l, expression);
  const isGenerator = !isFunctionValue(operand) && isCoroutineType(typeOf(operand));
  if (isGenerator && l.consumer === undefined) return delegate(l, operand, node);
  const source = iterableOf(l, operand, expression);
  if (source.kind === "iteration") return runIteration(l, source, node, each);
  if (isFunctionValue(source)) return refuse(l, "generatorCode", node);
  if (isRefused(l, source) || asArray(l, source, expression) === undefined) return constant(undefined);
  return iterateArray(l, source, "values").run(l, each, node);
}

/**
 * The consumer's part, here. Its exceptions and jumps are not the generator's: they pass by a `catch` in it, but as the generator
 * is closed then, each `finally` in it runs.
 */
function giveItem(l: Lowering, item: Atom, from: Lowering | undefined): Atom | undefined {
  const { consumer } = l;
  if (consumer === undefined) return undefined;
  const { at, each } = consumer;
  const closing = l.handlers.slice(at.handlers.length).filter((handler) => handler.kind === "finally");
  return each({ ...at, out: l.out, handlers: [...at.handlers, ...closing] }, item, from);
}

/** A `finally` that yields, or returns, changes how a generator that is left early ends. */
function yieldInFinally(node: FunctionNode): boolean {
  let found = false;
  visitOwn(node, (child) => {
    if (!ts.isTryStatement(child) || child.finallyBlock === undefined) return;
    visitOwn(child.finallyBlock, (inner) => {
      if (ts.isYieldExpression(inner) || ts.isReturnStatement(inner)) found = true;
    });
  });
  return found;
}
