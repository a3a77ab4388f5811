import { ts } from "../../frontend/ts.js";
import { isCoroutineType } from "../../ir/type.js";
import type { Atom } from "../../ir/types.js";
import { arrayIterator } from "./arrayIterations.js";
import { itemsOfGenerator } from "./coroutines/resume.js";
import { lowerExpression, lowerOperand } from "./expressions.js";
import { asRecord, callNamed } from "./functions/fields.js";
import { hostItems } from "./host.js";
import { guardIterated } from "./implicit.js";
import { collectItems } from "./iteration.js";
import { itemsOfIterator } from "./iterators.js";
import { iterationOf, mapIterator } from "./maps.js";
import { isUnionType } from "./mixing.js";
import { iteratorSlot } from "./propertyNames.js";
import { isFunctionValue, isRefused, type Lowering, type Operand } from "./state.js";
import { iterateUnion } from "./unionIterations.js";
import { structureOf, typeOf } from "./values.js";

/** What can be iterated over: an array or an iteration; an instance with a method `[Symbol.iterator]` gives one. */
export function lowerIterable(l: Lowering, expression: ts.Expression): Operand {
  return iterableOf(l, lowerOperand(l, expression), expression);
}

export function iterableOf(l: Lowering, operand: Operand, node: ts.Node): Operand {
  if (isFunctionValue(operand) || isRefused(l, operand)) return operand;
  const type = structureOf(l, operand, node);
  if (ts.isExpression(node)) guardIterated(l, operand, node);
  if (isCoroutineType(type)) return itemsOfGenerator(l, operand, node);
  if (type.kind === "map" && type.storage !== "Object")
    return iterationOf(l, operand, type, type.storage === "Set" ? "values" : "entries");
  if (isUnionType(type)) return iterateUnion(l, operand, type) ?? operand;
  const { kind } = type;
  if (kind === "string" || kind === "opaque") return hostItems(l, operand, node);
  const made = callNamed(l, operand, iteratorSlot, [], node);
  if (made === undefined || isFunctionValue(made)) return made ?? operand;
  if (isCoroutineType(typeOf(made))) return itemsOfGenerator(l, made, node);
  return asRecord(made) === undefined ? made : itemsOfIterator(l, made, node);
}

/** The items of what can be iterated over as an array: itself if it is one. */
export function lowerItems(l: Lowering, expression: ts.Expression, count?: number): Atom {
  const source = lowerIterable(l, expression);
  if (!isFunctionValue(source)) return source;
  return source.kind === "iteration" ? collectItems(l, source, expression, count) : lowerExpression(l, expression);
}

/** `xs[Symbol.iterator]()`: for lists and maps what `values` or `entries` gives, and a list of its characters for a text. */
export function lowerIterator(l: Lowering, expression: ts.Expression, node: ts.Node): Operand {
  const operand = lowerOperand(l, expression);
  if (operand.kind === "iteration" || isFunctionValue(operand) || isRefused(l, operand)) return operand;
  const type = structureOf(l, operand, expression);
  if (isCoroutineType(type)) return operand;
  if (type.kind === "array") return arrayIterator(l, operand, "values", node);
  if (type.kind === "map" && type.storage !== "Object")
    return mapIterator(l, operand, type, type.storage === "Set" ? "values" : "entries", node);
  const own = callNamed(l, operand, iteratorSlot, [], node);
  if (own !== undefined) return own;
  const items = iterableOf(l, operand, expression);
  return !isFunctionValue(items) && typeOf(items).kind === "array" ? arrayIterator(l, items, "values", node) : items;
}
