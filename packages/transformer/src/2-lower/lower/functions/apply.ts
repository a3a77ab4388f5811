import { spanOf } from "../../../frontend/frontend.js";
import { ts } from "../../../frontend/ts.js";
import { constant, newValue, numberType } from "../../../ir/build.js";
import { resolveType, typeText, unifyTypes } from "../../../ir/type.js";
import type { Atom, Block, RecordType, Type, Value } from "../../../ir/types.js";
import type { Argument } from "../arguments.js";
import { unionFunction } from "../askKinds.js";
import { callFunction, callGiven } from "../calls.js";
import { type ClassUse, lengthUse } from "../classes/classUses.js";
import type { CoroutineClosure } from "../coroutines/coroutine.js";
import { resumeBody } from "../coroutines/resume.js";
import { isProtected } from "../handlers.js";
import { guardCallee } from "../implicit.js";
import { isBuiltIn, operandKey } from "../instanceKey.js";
import { maximumDepth, newActivation, parameterValue } from "../instances.js";
import { excludes } from "../kinds.js";
import { newOutcome, takeOutcome } from "../outcomes.js";
import { entryOf } from "../packages.js";
import { noteLacking, parameterCount, parametersOf } from "../parameters.js";
import { startOf } from "../start.js";
import {
  type Activation,
  type ClassValue,
  type Closure,
  idOf,
  inBlock,
  isFunctionValue,
  isRefused,
  type Lowering,
  type Operand,
  type ProgramState,
  refuse,
  report,
  standIn,
} from "../state.js";
import { raise } from "../throws.js";
import { agree, freshValue, typeOf } from "../values.js";
import { functionAtom, type Lambda, usesThis } from "./lambda.js";

/**
 * A function of the program that calls what is only known at run time: a branch on the code, for arguments of these types. Its body
 * is put together when all functions that the value may be are known; each is lowered as soon as it is.
 */
export interface Apply {
  readonly activation: Activation;
  readonly type: RecordType;
  readonly fn: Value;
  readonly args: readonly Operand[];
  readonly receiver: Operand | undefined;
  readonly isEffect: boolean;
  /** The last argument is an array of arguments. */
  readonly isSpread: boolean;
  /** It is no call, but asks this of a class. */
  readonly use: ClassUse | undefined;
  readonly branches: Map<Lambda, Branch>;
  readonly calls: ApplyCall[];
}

interface Branch {
  block: Block;
  result: Atom;
}

interface ApplyCall {
  readonly node: ts.Node;
  /** What it is a method of, if anything. */
  readonly canReceive: boolean;
  /** An exception would be caught by the program, but the call does not tell of one. */
  readonly isUnguarded: boolean;
}

export interface ValueCall {
  readonly args: readonly Operand[];
  readonly node: ts.Node;
  readonly forEffect?: boolean;
  /** Evaluated before; passed only to functions that ask for `this`. */
  readonly receiver?: Operand | undefined;
  readonly use?: ClassUse;
}

/** Calls a function that is a value at run time. */
export function callValue(l: Lowering, called: Atom, call: ValueCall): Operand {
  const { program } = l;
  const { node, use } = call;
  guardCallee(l, called, node);
  const fn = unionFunction(l, called, node);
  const type = functionType(l, fn, node);
  const args = call.args.map((one) => (isStatic(one) ? one : functionAtom(l, one, node)));
  if (type === undefined || isRefused(l, fn)) return standIn(l);
  const receiver = program.facts.receivers.has(node) ? call.receiver : undefined;
  const catches = isProtected(l) || l.activation.outcome !== undefined;
  const withOutcome = catches && program.facts.throwing.has(node);
  const isEffect = call.forEffect === true && !withOutcome;
  const last = args.at(-1);
  const isSpread = last !== undefined && !isFunctionValue(last) && program.spreads.has(last);
  const apply = applyFor(l, type, args, { receiver, isEffect, isSpread, use, withOutcome, node });
  if (apply === undefined) return standIn(l);
  apply.calls.push({ node, canReceive: call.receiver !== undefined, isUnguarded: catches && !withOutcome });
  const { activation } = apply;
  const passed: Atom[] = [fn, ...passedOf([receiver, ...args])];
  passed.forEach((atom, i) => {
    const parameter = activation.params[i];
    if (parameter !== undefined) unifyTypes(parameter.type, typeOf(atom));
  });
  l.activation.calls.push({ callee: activation, args: passed, order: program.ctx.ids.value, node });
  const result = activation.returnsValue ? freshValue(l, activation.result) : undefined;
  if (result !== undefined) program.elements.add(result);
  const results = result === undefined ? [] : [result];
  l.out.push({ kind: "call", results, callee: activation.ref, args: passed, linear: false, span: spanOf(node) });
  if (program.facts.late.size === 0) expandApply(program, apply);
  if (activation.outcome === undefined || result === undefined) return result ?? constant(undefined);
  return takeOutcome(l, activation.outcome, result, (inner, exception) => raise(inner, exception, node));
}

const isStatic = (operand: Operand): operand is Exclude<Operand, never> & Operand =>
  !isFunctionValue(operand) ||
  operand.kind === "builtin" ||
  (operand.kind === "closure" && operand.scope === undefined);

const passedOf = (operands: readonly (Operand | undefined)[]): readonly Atom[] =>
  operands.filter((one): one is Atom => one !== undefined && !isBuiltIn(one));

/** The type of a function; of a value whose type is not known, this says that it is one. */
export function functionType(l: Lowering, fn: Atom, node: ts.Node): RecordType | undefined {
  const type = typeOf(fn);
  if (type.kind === "record" && type.functions !== undefined) return type;
  if (isRefused(l, fn)) return undefined;
  if (type.kind === "variable" || type.kind === "undefined") {
    const unknown = unknownFunction();
    if (type.kind === "variable") unifyTypes(type, unknown);
    return unknown;
  }
  refuse(l, "unknownFunctionValue", node, { type: typeText(type) });
  return undefined;
}

/** A function of which nothing is known yet. */
export const unknownFunction = (): RecordType => ({
  kind: "record",
  name: undefined,
  fields: [],
  functions: new Set(),
});

interface Variant {
  readonly receiver: Operand | undefined;
  readonly isEffect: boolean;
  readonly isSpread: boolean;
  readonly use: ClassUse | undefined;
  readonly withOutcome: boolean;
  readonly node: ts.Node;
}

function applyFor(l: Lowering, type: RecordType, args: readonly Operand[], variant: Variant): Apply | undefined {
  const { program } = l;
  const { receiver, isEffect, isSpread, use, withOutcome, node } = variant;
  const operands = [receiver, ...args].map((one) => (one === undefined ? "" : operandKey(program, one)));
  const key = [idOf(program, type), isEffect, isSpread, use?.key, withOutcome, ...operands].join("|");
  const known = program.applies.get(key);
  if (known !== undefined) return known;
  const depth = l.activation.depth + 1;
  if (depth > maximumDepth) {
    report(l, "endlessSpecialization", node, { name: "the function value" });
    return undefined;
  }
  const outcome = withOutcome ? newOutcome(program, !isEffect) : undefined;
  const activation = newActivation(program, node, `call${capitalized(l, node)}`, {
    depth,
    outcome,
    returns: !isEffect,
    entry: entryOf(l),
  });
  const fn = newValue(program.ctx.ids, type, { name: "fn" });
  activation.params.push(fn);
  const parameter = (operand: Operand): Operand => {
    if (isBuiltIn(operand)) return operand;
    const value = parameterValue(program, operand as Atom, undefined);
    activation.params.push(value);
    return value;
  };
  const apply: Apply = {
    activation,
    type,
    fn,
    receiver: receiver === undefined ? undefined : parameter(receiver),
    args: args.map(parameter),
    isEffect,
    isSpread,
    use,
    branches: new Map(),
    calls: [],
  };
  program.applies.set(key, apply);
  return apply;
}

const capitalized = (l: Lowering, node: ts.Node): string => {
  const text = "expression" in node ? (node.expression as ts.Expression).getText() : "";
  const name = /(\w+)$/.exec(text)?.[1] ?? "Function";
  return l.program.inlineAll ? "" : name.charAt(0).toUpperCase() + name.slice(1);
};

/** Lowers the functions that have been found out since. True if there were any. */
export function expandApply(program: ProgramState, apply: Apply): boolean {
  const type = resolveType(apply.type) as RecordType;
  let changed = false;
  for (const lambda of (type.functions ?? []) as Iterable<Lambda>) {
    if (apply.branches.has(lambda)) continue;
    changed = true;
    const branch: Branch = { block: [], result: constant(undefined) };
    apply.branches.set(lambda, branch);
    branch.block = inBlock(startOf(program, apply.activation), (inner) => {
      branch.result = callLambda(inner, lambda, apply);
    });
  }
  return changed;
}

function callLambda(l: Lowering, lambda: Lambda, apply: Apply): Atom {
  const { facts } = l.program;
  const { isEffect, activation } = apply;
  const node = apply.calls[0]?.node ?? (activation.node as ts.Node);
  const { fn } = lambda;
  if (isCoroutine(fn)) {
    // A generator that consumes generators of its own kind asks for the type while its body is lowered.
    agree(l, activation.outcome?.value ?? activation.result, fn.coroutine.step, node);
    return resumeBody(l, lambda, fn, apply, node);
  }
  const cls = fn.kind === "closure" ? fn.constructs : undefined;
  const count = cls === undefined && apply.use?.key === lengthUse ? parameterCount(fn) : undefined;
  if (count !== undefined) {
    agree(l, activation.outcome?.value ?? activation.result, numberType, node);
    return count;
  }
  if (cls !== undefined || apply.use !== undefined) return useClass(l, cls, apply, node);
  const asks = fn.kind === "closure" && !isArrow(fn.node) && fn.isBound !== true && usesThis(fn.node);
  if (asks && apply.receiver === undefined) {
    for (const call of apply.calls) if (call.canReceive) facts.receivers.add(call.node);
  }
  // One variable may hold functions of several types, such as the listeners of several events: this one is not meant here.
  if (fn.kind === "closure" && !apply.isSpread && isForOthers(l.program, fn, apply.args)) {
    l.out.push({ kind: "throw", text: 'new TypeError("called with another type")', args: [], span: spanOf(node) });
    return constant(undefined);
  }
  noteLacking(l, fn, apply.args.length);
  const target = fn.kind === "closure" && fn.scope !== undefined ? { ...fn, record: apply.fn } : fn;
  const operand = apply.isSpread
    ? callGiven(l, target, spreadLast(apply.args), node, isEffect, asks ? apply.receiver : undefined)
    : callFunction(l, target, apply.args, node, isEffect, asks ? apply.receiver : undefined);
  const result = isFunctionValue(operand) ? functionAtom(l, operand, node) : operand;
  if (isEffect) return constant(undefined);
  const expected: Type = activation.outcome?.value ?? activation.result;
  agree(l, expected, typeOf(result), node, result);
  return result;
}

/** What a class is asked, which is more than a call; what else it is asked of is not followed. */
function useClass(l: Lowering, cls: ClassValue | undefined, apply: Apply, node: ts.Node): Atom {
  const { activation, args, isSpread, use, isEffect } = apply;
  if (cls === undefined)
    return ts.isNewExpression(node)
      ? refuse(l, "classUse", node, { name: `new ${node.expression.getText()}` })
      : refuse(l, "unsupportedMethod", node, { name: use?.name ?? "", type: "function" });
  if (use === undefined) {
    const text = `new TypeError(${JSON.stringify(`Class constructor ${cls.name} cannot be invoked without 'new'`)})`;
    l.out.push({ kind: "throw", text, args: [], span: spanOf(node) });
    return constant(undefined);
  }
  const operand = use.run(
    l,
    cls,
    args.map((one, i) => ({ operand: one, spread: isSpread && i === args.length - 1 })),
    node,
  );
  const result = isFunctionValue(operand) ? functionAtom(l, operand, node) : operand;
  if (isEffect) return constant(undefined);
  agree(l, activation.outcome?.value ?? activation.result, typeOf(result), node, result);
  return result;
}

const spreadLast = (args: readonly Operand[]): readonly Argument[] =>
  args.map((operand, i) => ({ operand, spread: i === args.length - 1 }));

const isForOthers = (program: ProgramState, fn: Closure, args: readonly Operand[]): boolean =>
  parametersOf(fn.node)
    .slice(fn.boundArguments ?? 0)
    .some((parameter, i) => {
      const arg = args[i];
      if (arg === undefined || isFunctionValue(arg) || parameter.dotDotDotToken !== undefined) return false;
      return excludes(program, parameter, typeOf(arg));
    });

const isCoroutine = (fn: Lambda["fn"]): fn is CoroutineClosure => fn.kind === "closure" && fn.coroutine !== undefined;

const isArrow = ts.isArrowFunction;
