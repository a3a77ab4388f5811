import { makesInstances, spanOf } from "../../frontend/frontend.js";
import { ts } from "../../frontend/ts.js";
import { constant, numberType, stringType } from "../../ir/build.js";
import type { Atom, Constant, Statement, Type } from "../../ir/types.js";
import { isStorage } from "./annotations.js";
import { type Argument, lowerArguments, plainArguments } from "./arguments.js";
import { slicedArguments } from "./argumentsObject.js";
import { arrayFrom, arrayOfValues } from "./arrayFrom.js";
import { isLong, overBudget } from "./budget.js";
import { bareInstance, callSuperConstructor, instantiate } from "./classes/construct.js";
import { setsOwnPrototype, tracesStack } from "./classes/errorIdioms.js";
import { callSuperMethod } from "./classes/members.js";
import { checkPatched } from "./classes/patchedMethods.js";
import { lowerArrayConstructor } from "./constructors.js";
import { isArray, isView } from "./containers.js";
import { callDerived, lowerDerivedCall, lowerMarker, markerName } from "./derived.js";
import { lowerNewError } from "./errors.js";
import { returnsItself } from "./evaluatedMembers.js";
import { lowerExpression, lowerOperand } from "./expressions.js";
import { callValue } from "./functions/apply.js";
import { functionAtom, madeArguments } from "./functions/lambda.js";
import { finiteArguments } from "./functions/nesting.js";
import { spreadCall } from "./functions/spread.js";
import { createGenerator, isGenerator } from "./generators.js";
import { isProtected } from "./handlers.js";
import { hostOperation, hostType, isForbidden } from "./host.js";
import { callBinding, callHostFunction, callUnread } from "./hostFunctions.js";
import { callLibrary } from "./hostLibrary.js";
import { throwsToCatch } from "./implicit.js";
import { inlineClosure, namesItself, returnsFunction } from "./inlineCall.js";
import { instanceKey } from "./instanceKey.js";
import { instanceFor } from "./instances.js";
import { iterableOf, lowerIterator } from "./iterables.js";
import { callMath, callMathByName, callNumber } from "./math.js";
import { callElement, callMethod } from "./methodCalls.js";
import { libraryName } from "./module.js";
import { lowerObjectFunction } from "./objectFunctions.js";
import { skipParentheses } from "./operators.js";
import { isThrowing, takeOutcome } from "./outcomes.js";
import { entering } from "./packages.js";
import { callPrelude } from "./prelude.js";
import { compareAsText } from "./preludeMethods.js";
import { callPrototypeMethod } from "./prototypeMethods.js";
import { knowResult } from "./results.js";
import {
  type Activation,
  type Closure,
  isFunctionValue,
  type Lowering,
  type Operand,
  refuse,
  standIn,
} from "./state.js";
import { raise } from "./throws.js";
import { endsInThrow, neverReached, onlyThrows, unreached } from "./unreachable.js";
import { freshValue } from "./values.js";

export function lowerCall(l: Lowering, node: ts.CallExpression): Operand {
  const callee = skipParentheses(node.expression);
  const marker = markerName(l, callee);
  if (marker !== undefined) return lowerMarker(l, marker, node);
  const sliced = slicedArguments(l, node);
  if (sliced !== undefined) return sliced;
  const asked = ts.isPropertyAccessExpression(callee) ? callPrototypeMethod(l, callee, node) : undefined;
  if (asked !== undefined) return asked;
  const global = libraryName(l, callee);
  if (global !== undefined) return callGlobal(l, global, node);
  if (ts.isPropertyAccessExpression(callee)) {
    if (callee.expression.kind === ts.SyntaxKind.SuperKeyword) return callSuperMethod(l, callee, node);
    const library = libraryName(l, callee.expression);
    if (library !== undefined) return callStatic(l, library, callee.name.text, node);
    const method = callMethod(l, callee, node);
    if (method !== undefined) return method;
  }
  if (callee.kind === ts.SyntaxKind.SuperKeyword) return callSuperConstructor(l, node);
  if (callee.kind === ts.SyntaxKind.ImportKeyword) return refuse(l, "asyncCode", node);
  const error = lowerNewError(l, node);
  if (error !== undefined) return error;
  if (ts.isElementAccessExpression(callee) && callee.argumentExpression.getText() === "Symbol.iterator") {
    return lowerIterator(l, callee.expression, node);
  }
  const isOfMath = ts.isElementAccessExpression(callee) && libraryName(l, callee.expression) === "Math";
  const byName = isOfMath ? callMathByName(l, callee, node) : undefined;
  if (byName !== undefined) return byName;
  if (ts.isElementAccessExpression(callee)) return callElement(l, callee, node);
  const called = lowerOperand(l, callee);
  if (called.kind === "derived") return lowerDerivedCall(l, called, node);
  const given = lowerArguments(l, node.arguments);
  return callGiven(l, called, given, node, !isFunctionValue(called) && isStatement(node));
}

function callGlobal(l: Lowering, name: string, node: ts.CallExpression): Operand {
  if (name === "Array") return lowerArrayConstructor(l, node.arguments, node);
  // A name that a package gave to it: `var extend = Object.assign || …`.
  const [namespace, member, ...deeper] = name.split(".");
  if (namespace !== undefined && member !== undefined && deeper.length === 0)
    return callStatic(l, namespace, member, node);
  const args = plainArguments(l, lowerArguments(l, node.arguments), node);
  return callFunction(l, { kind: "builtin", name }, args, node);
}

function callStatic(l: Lowering, namespace: string, name: string, node: ts.CallExpression): Operand {
  if (namespace === "Math") return callMath(l, name, lowerArguments(l, node.arguments), node);
  if (namespace === "Array" || isStorage(namespace)) {
    const storage = namespace === "Array" ? "Array" : namespace;
    if (name === "from") return arrayFrom(l, storage, node);
    if (name === "of") return arrayOfValues(l, storage, node);
  }
  if (namespace === "Array" && name === "isArray" && node.arguments[0] !== undefined) {
    return isArray(l, lowerExpression(l, node.arguments[0]), node.arguments[0]);
  }
  const [only] = node.arguments;
  if (namespace === "ArrayBuffer" && name === "isView" && only !== undefined)
    return isView(l, lowerExpression(l, only), only);
  if (tracesStack(namespace, name)) return constant(undefined);
  if (namespace === "Object" && name === "setPrototypeOf" && only !== undefined && setsOwnPrototype(l, node))
    return lowerOperand(l, only);
  const bare = namespace === "Object" && name === "create" && only !== undefined ? bareInstance(l, only) : undefined;
  if (bare !== undefined) return bare;
  const known = namespace === "Object" ? lowerObjectFunction(l, name, node) : undefined;
  if (known !== undefined) return known;
  if (namespace === "Iterator" && name === "from" && only !== undefined)
    return iterableOf(l, lowerOperand(l, only), only);
  const grouping = name === "groupBy" ? groupings.get(namespace) : undefined;
  const args = plainArguments(l, lowerArguments(l, node.arguments), node);
  if (grouping !== undefined) return callPrelude(l, grouping, args, node);
  return callFunction(l, { kind: "builtin", name: `${namespace}.${name}` }, args, node);
}

const groupings: ReadonlyMap<string, string> = new Map([
  ["Map", "groupBy"],
  ["Object", "groupByName"],
]);

/** Calls a function known now: as a function of the program, or inlined if it is local or has functions as arguments. */
export function callFunction(
  place: Lowering,
  fn: Operand,
  given: readonly Operand[],
  node: ts.Node,
  forEffect = false,
  receiver?: Operand,
): Operand {
  if (place.out.isLeft) return unreached(place);
  const l = fn.kind === "closure" ? entering(place, node, fn.node) : place;
  if (!isFunctionValue(fn)) return callValue(l, fn, { args: given, node, forEffect, receiver });
  if (fn.kind === "class" && makesInstances(fn.node.getSourceFile(), fn.name))
    return instantiate(l, fn, { args: given, isPacked: false }, node);
  if (fn.kind === "class") return refuse(l, "classUse", node, { name: `a call of ${fn.name} without new` });
  if (fn.kind === "iteration") return refuse(l, "generatorCode", node);
  if (fn.kind === "derived") return callDerived(l, fn, given, node);
  if (fn.kind === "builtin")
    return fn.host ? callBinding(l, fn.host, given, node) : callBuiltin(l, fn.name, given, node);
  if (checkPatched(l, fn.node)) return standIn(l);
  const host = callHostFunction(l, fn, given, node);
  if (host !== undefined) return host;
  const spent = overBudget(l, fn.name, node);
  if (spent !== undefined) return spent;
  const args = finiteArguments(l, fn, given, node);
  if (isAsync(fn)) return refuseBody(l, fn, "asyncCode");
  if (isGenerator(fn.node)) return createGenerator(l, fn, args, node, receiver);
  if (fn.node.body === undefined) return callUnread(l, fn, args, node);
  const result = callClosure(l, fn, args, node, forEffect, receiver);
  return endsInThrow(fn.node) || (!forEffect && onlyThrows(l, fn.node)) ? neverReached(l, node) : result;
}

function callClosure(
  l: Lowering,
  fn: Closure,
  args: readonly Operand[],
  node: ts.Node,
  forEffect: boolean,
  receiver: Operand | undefined,
): Operand {
  if (fn.isSilent) return callInstance(l, fn, args, node, receiver);
  const inPlace = returnsFunction(fn.node) || returnsItself(fn) || l.program.facts.inlined.has(fn.node);
  const callsItself = fn.scope !== undefined && !returnsItself(fn) && namesItself(fn);
  const recursive = fn.record !== undefined || isInlined(l, fn, args) || callsItself;
  const plain = fn.scope === undefined && !l.program.inlineAll && !args.some(isFunctionValue);
  if (recursive || (plain && !inPlace)) return callInstance(l, fn, args, node, receiver);
  if (isLong(l) && !inPlace && receiver === undefined) {
    if (fn.scope === undefined) return callInstance(l, fn, args, node);
    return callValue(l, functionAtom(l, fn, node), { args, node, forEffect });
  }
  return inlineClosure(l, fn, args, forEffect, receiver);
}

/** Calls a function with arguments as they are written, arrays spread among them. */
export function callGiven(
  l: Lowering,
  called: Operand,
  given: readonly Argument[],
  node: ts.Node,
  forEffect = false,
  receiver?: Operand,
): Operand {
  const isMath = called.kind === "builtin" && called.host === undefined && called.name.startsWith("Math.");
  if (isMath && given.some(({ spread }) => spread)) return callMath(l, called.name.slice("Math.".length), given, node);
  const { fn, args } = spreadCall(l, called, given, node);
  return callFunction(l, fn, args, node, forEffect, receiver);
}

/** What a function is keeps it from being read, wherever it is called. */
function refuseBody(l: Lowering, fn: Closure, name: "asyncCode"): Atom {
  return refuse(l, name, fn.node.name ?? fn.node);
}

/** `integrate(x => integrate(y => g(x, y)))` is one function in another's argument, not recursion, unless it never ends. */
const maximumNesting = 6;

function isInlined(l: Lowering, fn: Closure, args: readonly Operand[]): boolean {
  if (l.activation.origins.has(fn.node)) return true;
  const around = l.inlining.filter(({ node }) => node === fn.node);
  if (around.length === 0) return false;
  const key = instanceKey(l.program, fn, args);
  return around.length >= maximumNesting || around.some((one) => one.key === key);
}

const isAsync = (fn: Closure): boolean =>
  ts.canHaveModifiers(fn.node) &&
  (ts.getModifiers(fn.node) ?? []).some((modifier) => modifier.kind === ts.SyntaxKind.AsyncKeyword);

/** Nobody asks for its value. */
export const isStatement = (node: ts.Node): boolean => ts.isExpressionStatement(node.parent);

export function callInstance(
  l: Lowering,
  fn: Closure,
  given: readonly Operand[],
  node: ts.Node,
  receiver?: Operand,
): Operand {
  const args = madeArguments(l, fn, given);
  const catches = isProtected(l) || l.activation.outcome !== undefined;
  const withOutcome = catches && mayThrow(l, fn, args, node, receiver);
  if (withOutcome && isProtected(l) && !isRecursive(l, fn, args) && !isLong(l))
    return inlineClosure(l, fn, args, false, receiver);
  const instance = instanceFor(l, fn, args, node, receiver, withOutcome);
  if (instance === undefined) return standIn(l);
  const { activation, passed } = instance;
  const only = onlyResult(activation);
  if (only !== undefined) return only;
  const result = activation.returnsValue ? freshValue(l, activation.result) : undefined;
  if (result !== undefined) knowResult(l, fn, activation, result);
  const values: Atom[] = [...passed];
  l.activation.calls.push({ callee: activation, args: values, order: l.program.ctx.ids.value, node });
  l.out.push({
    kind: "call",
    results: result === undefined ? [] : [result],
    callee: activation.ref,
    args: values,
    linear: false,
    span: spanOf(node),
    ...(fn.isSilent ? { isSilent: true } : {}),
  });
  if (activation.outcome === undefined || result === undefined) return result ?? constant(undefined);
  return takeOutcome(l, activation.outcome, result, (inner, exception) => raise(inner, exception, node));
}

/** What a function always gives that does nothing else, as one that asks of which kind its argument is. */
function onlyResult({ body, outcome }: Activation): Constant | undefined {
  const last = body.at(-1);
  if (last?.kind !== "exit" || last.exit !== "return" || outcome !== undefined) return undefined;
  return last.value?.kind === "constant" && body.slice(0, -1).every(isUnseen) ? last.value : undefined;
}

/** It only computes what its function has for itself. */
function isUnseen(statement: Statement): boolean {
  if (statement.kind === "assign") return true;
  if (statement.kind === "if") return [...statement.then, ...statement.else].every(isUnseen);
  if (statement.kind !== "let") return false;
  const { kind } = statement.operation;
  return (
    kind === "primitive" ||
    kind === "read" ||
    (statement.operation.kind === "opaque" && statement.operation.isPure === true)
  );
}

const isRecursive = (l: Lowering, fn: Closure, args: readonly Operand[]): boolean =>
  fn.constructs !== undefined || fn.record !== undefined || isInlined(l, fn, args) || namesItself(fn);

/** Whether an exception that the program throws itself may leave the function; what it calls is lowered to know. */
function mayThrow(
  l: Lowering,
  fn: Closure,
  args: readonly Operand[],
  node: ts.Node,
  receiver: Operand | undefined,
): boolean {
  const { facts, quiet } = l.program;
  if (facts.throwing.has(fn.node)) return true;
  const instance = instanceFor(l, fn, args, node, receiver);
  if (instance === undefined) return false;
  if (isThrowing(instance.activation)) return true;
  if (throwsToCatch(l, instance.activation) && !isRecursive(l, fn, args)) return true;
  quiet.add(fn.node);
  return false;
}

function callBuiltin(l: Lowering, name: string, args: readonly Operand[], node: ts.Node): Operand {
  if (name === "compareAsText") return compareAsText(l, args, node);
  const plain = args.map((operand): Argument => ({ operand, spread: false }));
  if (name.startsWith("Math.")) return callMath(l, name.slice("Math.".length), plain, node);
  const known = callNumber(l, name, args, node);
  if (known !== undefined) return known;
  const library = callLibrary(l, name, args, node);
  if (library !== undefined) return library;
  if (isForbidden(name) || args.some(isFunctionValue)) return refuse(l, "unknownCall", node, { name });
  const texts = args.map((_, i) => `$${i}`).join(", ");
  // As a callback, `texts.map(parseFloat)`, it has the type of that call no more than any other function.
  const isDirect = ts.isCallExpression(node) && node.expression.getText() === name;
  const type = isDirect ? hostType(l, node) : callbackTypes[name];
  if (type === undefined) return refuse(l, "unknownCall", node, { name });
  return hostOperation(l, `${name}(${texts})`, args as readonly Atom[], type, node);
}

/** What functions of the library give that are handed on as they are. */
const callbackTypes: Readonly<Partial<Record<string, Type>>> = {
  parseFloat: numberType,
  parseInt: numberType,
  "Number.parseFloat": numberType,
  "Number.parseInt": numberType,
  String: stringType,
  "String.fromCharCode": stringType,
  encodeURIComponent: stringType,
  decodeURIComponent: stringType,
};
