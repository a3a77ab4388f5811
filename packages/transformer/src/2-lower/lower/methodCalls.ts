import { ts } from "../../frontend/ts.js";
import { constant } from "../../ir/build.js";
import { isCoroutineType, typeText } from "../../ir/type.js";
import type { Atom, Type } from "../../ir/types.js";
import { lowerArguments, plainArguments } from "./arguments.js";
import { lowerArrayMethod } from "./arrayMethods.js";
import { callFunction, callGiven, isStatement } from "./calls.js";
import { asksClass, staticCall } from "./classes/classUses.js";
import { callMember, callOnFunction } from "./classes/members.js";
import { accessedName } from "./classes/model.js";
import { askedClass, withOwnClass } from "./classes/ownClass.js";
import { callStaticMethod } from "./classes/statics.js";
import { lowerFilledArray } from "./constructors.js";
import { type Mode, modeNumber } from "./coroutines/body.js";
import { resume } from "./coroutines/resume.js";
import { lowerDerivedCall } from "./derived.js";
import { evaluatedObject } from "./evaluated.js";
import { evaluatedMember, propertyOfFunction, receiverOf } from "./evaluatedMembers.js";
import { asAtom, lowerExpression, lowerOperand } from "./expressions.js";
import { callValue } from "./functions/apply.js";
import { isFunctionType } from "./functions/compare.js";
import { callField, callNamed } from "./functions/fields.js";
import { usesThis } from "./functions/lambda.js";
import { functionObject } from "./functions/objects.js";
import { spreadCall } from "./functions/spread.js";
import { accessedKey, callChosen, tableOperand } from "./functions/tables.js";
import { callHostMethod } from "./host.js";
import { guardBase } from "./implicit.js";
import { callIteratorHelper } from "./iteratorHelpers.js";
import { lowerMapMethod } from "./maps.js";
import { alwaysThrows, lacksProperty } from "./missingProperties.js";
import { keyNames, loadByName } from "./namedKeys.js";
import { callNamespaceElement, namespaceElement } from "./namespaces.js";
import { lowerHasOwn } from "./objectFunctions.js";
import { skipParentheses } from "./operators.js";
import { isCallQualifier } from "./qualifiers.js";
import { isFunctionValue, isRefused, type Lowering, type Operand, refuse, standIn } from "./state.js";
import { memberOperand } from "./staticValues.js";
import { structureOf, typeOf } from "./values.js";

/** `base.method(…)` where base is a value; undefined if it is a module or enum, whose member is an ordinary function. */
export function callMethod(
  l: Lowering,
  callee: ts.PropertyAccessExpression,
  node: ts.CallExpression,
): Operand | undefined {
  const { expression } = callee;
  const evaluated = evaluatedMember(l, callee);
  if (evaluated !== undefined && isFunctionValue(evaluated)) return callKnown(l, evaluated, callee, node);
  if (evaluated !== undefined && isRefused(l, evaluated)) return standIn(l);
  if (isCallQualifier(l, expression)) return undefined;
  const known = tableOperand(l, callee) ?? memberOperand(l, callee);
  if (known !== undefined) return callKnown(l, known, callee, node);
  const name = callee.name.text;
  if (name === "fill" && node.arguments.length === 1) {
    const filled = lowerFilledArray(l, skipParentheses(expression), node);
    if (filled !== undefined) return filled;
  }
  const own = askedClass(l, expression);
  if (own !== undefined)
    return withOwnClass(l, own, (inner, cls) => callStaticMethod(inner, cls, accessedName(callee.name), node));
  return callOn(l, lowerOperand(l, expression), { name, member: accessedName(callee.name), callee }, node);
}

/** `base[key](…)`: the function has the base as its receiver, too. */
export function callElement(l: Lowering, callee: ts.ElementAccessExpression, node: ts.CallExpression): Operand {
  const chosen = callChosen(l, callee, node) ?? callNamespaceElement(l, callee, node);
  if (chosen !== undefined) return chosen;
  const known = tableOperand(l, callee) ?? namespaceElement(l, callee);
  if (known !== undefined && isFunctionValue(known)) return callKnown(l, known, callee, node);
  const object = skipParentheses(callee.expression);
  const base = lowerOperand(l, object);
  const at = { ...l, given: new Map(l.given).set(object, base) };
  const name = accessedKey(l, callee);
  const type = isFunctionValue(base) ? undefined : structureOf(l, base, object);
  if (name !== undefined && (type === undefined || isNamed(type)))
    return callOn(at, base, { name, member: name, callee }, node);
  const names = type?.kind === "record" && l.given?.has(callee) !== true ? keyNames(l, type, callee) : undefined;
  if (names === undefined || isFunctionValue(base)) {
    const called = lowerOperand(at, callee);
    if (called.kind === "derived") return lowerDerivedCall(at, called, node);
    const given = lowerArguments(at, node.arguments);
    return callGiven(at, called, given, node, !isFunctionValue(called) && isStatement(node), base);
  }
  const key = lowerExpression(at, callee.argumentExpression);
  const args = plainArguments(at, lowerArguments(at, node.arguments), node);
  return loadByName(at, key, names, node, (inner, one) => {
    const result = callNamed(inner, base, one, args, node, isStatement(node));
    if (result === undefined) return alwaysThrows(inner, `${callee.getText()} is not a function`, node);
    return isStatement(node) ? constant(undefined) : asAtom(inner, result, node);
  });
}

/** Its members are found by their names. */
const isNamed = (type: Type): boolean => type.kind === "record" && type.functions === undefined;

type Access = ts.PropertyAccessExpression | ts.ElementAccessExpression;

interface Member {
  readonly name: string;
  /** As classes have it: of a private one with the mark. */
  readonly member: string;
  readonly callee: Access;
}

/** Calls a member of a value by its name. */
function callOn(l: Lowering, base: Operand, { name, member, callee }: Member, node: ts.CallExpression): Operand {
  const { expression } = callee;
  if (base.kind === "class") return callStaticMethod(l, base, member, node);
  const property = propertyOfFunction(l, base, name);
  if (property !== undefined && isFunctionValue(property)) {
    const receiver = receiverOf(property, base);
    return callGiven(l, property, lowerArguments(l, node.arguments), node, isStatement(node), receiver);
  }
  const onFunction = isFunction(base) ? callOnFunction(l, base, name, node) : undefined;
  if (onFunction !== undefined) return onFunction;
  const helped = callIteratorHelper(l, base, name, node);
  if (helped !== undefined) return helped;
  const generator = base.kind === "iteration" ? (base.asValue?.(l) ?? refuse(l, "generatorCode", node)) : base;
  if (!isFunctionValue(generator) && isRefused(l, generator)) return standIn(l);
  const resumed = isFunctionValue(generator) ? undefined : callGenerator(l, generator, name, node);
  if (resumed !== undefined) return resumed;
  const object = isFunctionValue(base) ? functionObject(l, base, name, expression) : base;
  if (object === undefined) return refuse(l, "unsupportedMethod", callee, { name, type: "function" });
  if (asksClass(l, object, expression)) {
    const { fn, args } = spreadCall(l, object, lowerArguments(l, node.arguments), node);
    return callValue(l, fn as Atom, { args, node, forEffect: isStatement(node), use: staticCall(member) });
  }
  return callOnValue(l, object, { name, member, callee }, node);
}

function callOnValue(l: Lowering, base: Atom, { name, member, callee }: Member, node: ts.CallExpression): Operand {
  const type = structureOf(l, base, callee.expression);
  guardBase(l, base, name, node);
  const method = callMember(l, base, member, node);
  if (method !== undefined) return method;
  const hasOwn = name === "hasOwnProperty" ? lowerHasOwn(l, base, type, node) : undefined;
  if (hasOwn !== undefined) return hasOwn;
  if (type.kind === "map" && type.storage !== "Object") return lowerMapMethod(l, base, name, node);
  if (type.kind === "record" || type.kind === "map") return callField(l, base, callee, node);
  if (lacksProperty(l, type, name, callee)) return alwaysThrows(l, `${callee.getText()} is not a function`, node);
  const isList = type.kind === "array" || type.kind === "tuple";
  if (isList || type.kind === "variable") return lowerArrayMethod(l, base, name, node);
  if (type.kind === "string" || type.kind === "opaque") return callHostMethod(l, base, name, node);
  if ((type.kind === "number" || type.kind === "boolean") && numberMethods.has(name)) {
    return callHostMethod(l, base, name, node);
  }
  return refuse(l, "unsupportedMethod", callee, { name, type: typeText(type) });
}

/** `it.next(v)` and the like of a generator that is a value. */
function callGenerator(l: Lowering, base: Atom, name: string, node: ts.CallExpression): Operand | undefined {
  if (!isCoroutineType(typeOf(base))) return undefined;
  if (!(name in modeNumber)) return refuse(l, "generatorCode", node);
  const [given] = plainArguments(l, lowerArguments(l, node.arguments), node);
  const value = given === undefined ? constant(undefined) : asAtom(l, given, node);
  return isRefused(l, value) ? standIn(l) : resume(l, base, name as Mode, value, node);
}

const numberMethods: ReadonlySet<string> = new Set([
  ...["toFixed", "toString", "toPrecision", "toExponential", "toLocaleString", "valueOf"],
]);

const isFunction = (operand: Operand): boolean => isFunctionValue(operand) || isFunctionType(typeOf(operand));

/** `ops.add(…)` of a table of the module. */
function callKnown(l: Lowering, fn: Operand, callee: Access, node: ts.CallExpression): Operand {
  const asks = fn.kind === "closure" && !ts.isArrowFunction(fn.node) && usesThis(fn.node);
  const receiver = asks ? (evaluatedObject(l, callee.expression) ?? lowerOperand(l, callee.expression)) : undefined;
  const call = spreadCall(l, fn, lowerArguments(l, node.arguments), node);
  return callFunction(l, call.fn, call.args, node, isStatement(node), receiver);
}
