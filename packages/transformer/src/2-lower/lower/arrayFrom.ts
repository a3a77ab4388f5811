import { ts } from "../../frontend/ts.js";
import { constant, numberType } from "../../ir/build.js";
import type { Atom, Storage } from "../../ir/types.js";
import { type Argument, lowerArguments } from "./arguments.js";
import { callFunction } from "./calls.js";
import { typedCopy, typedLiteral } from "./constructors.js";
import { asAtom, lowerExpression, lowerOperand } from "./expressions.js";
import { requireDense } from "./holes.js";
import { lowerIterable } from "./iterables.js";
import { countedLoop } from "./iterate.js";
import { collectItems, type Iteration, runIteration } from "./iteration.js";
import { concatenate, copyArray, emptyArrayType, makeArray, type Part } from "./literals.js";
import { fit, placeType } from "./mixing.js";
import { skipParentheses } from "./operators.js";
import { propertyName } from "./propertyNames.js";
import { freshType, isFunctionValue, isRefused, type Lowering, type Operand, refuse, standIn } from "./state.js";
import { append, arrayOf, asArray, asNumber, fillIndex, lengthOf, loadIndex, newArray } from "./values.js";

/** `Array.of(a, b)`, `Float64Array.of(a, b)`. */
export function arrayOfValues(l: Lowering, storage: Storage, node: ts.CallExpression): Atom {
  const given = lowerArguments(l, node.arguments);
  if (given.some(({ spread }) => spread)) return listOfArguments(l, storage, given, node);
  const atoms = given.map(({ operand }) => asAtom(l, operand, node));
  return storage === "Array" ? makeArray(l, atoms, node) : typedLiteral(l, storage, atoms, node);
}

/** `Float64Array.of(a, ...xs)`. */
function listOfArguments(l: Lowering, storage: Storage, given: readonly Argument[], node: ts.CallExpression): Atom {
  const parts = given.map(({ operand, spread }): Part => {
    const atom = asAtom(l, operand, node);
    return spread ? { kind: "many", array: atom } : { kind: "one", value: atom };
  });
  if (parts.some((part) => isRefused(l, part.kind === "one" ? part.value : part.array))) return standIn(l);
  for (const part of parts) if (part.kind === "many") requireDense(l, part.array);
  const list = concatenate(l, parts, node);
  return storage === "Array" ? list : typedCopy(l, storage, list, node);
}

/** `Array.from({ length: n }, (_, i) => e)`, `Float64Array.from(xs, f)`. */
export function arrayFrom(l: Lowering, storage: Storage, node: ts.CallExpression): Atom {
  const [first, second, ...more] = node.arguments;
  if (first === undefined || more.length > 0) return refuse(l, "missingArgument", node, { name: `${storage}.from` });
  const source = skipParentheses(first);
  if (ts.isObjectLiteralExpression(source)) return fromLength(l, storage, source, second, node);
  const array = lowerIterable(l, source);
  const mapper = second === undefined ? undefined : lowerOperand(l, second);
  if (array.kind === "iteration") return fromIteration(l, storage, array, mapper, node);
  if (isFunctionValue(array)) return refuse(l, "unknownSpread", source);
  const type = asArray(l, array, source);
  if (type === undefined) return standIn(l);
  if (mapper === undefined)
    return storage === "Array" ? copyArray(l, array, source) : typedCopy(l, storage, array, source);
  return build(l, storage, lengthOf(l, array), mapper, (inner, index) => loadIndex(inner, array, index), node);
}

/** Each item is mapped as it comes; a typed array has them all before that. */
function fromIteration(
  l: Lowering,
  storage: Storage,
  items: Iteration,
  mapper: Operand | undefined,
  node: ts.CallExpression,
): Atom {
  if (storage !== "Array") {
    const array = collectItems(l, items, node);
    if (mapper === undefined) return typedCopy(l, storage, array, node);
    return build(l, storage, lengthOf(l, array), mapper, (inner, index) => loadIndex(inner, array, index), node);
  }
  if (mapper === undefined) return collectItems(l, items, node);
  const type = emptyArrayType(l, node);
  const result = l.out.define(type, { kind: "makeArray", elements: [] });
  runIteration(l, items, node, (at, item) => {
    const value = asAtom(at, callFunction(at, mapper, [item, lengthOf(at, result)], node), node);
    const stored = fit(at, type.element, value, node, type);
    if (stored !== undefined) append(at, result, stored);
  });
  return result;
}

function fromLength(
  l: Lowering,
  storage: Storage,
  source: ts.ObjectLiteralExpression,
  second: ts.Expression | undefined,
  node: ts.Node,
): Atom {
  const property = source.properties[0];
  const known = property !== undefined && property.name !== undefined && propertyName(property.name) === "length";
  if (!known || source.properties.length !== 1) return refuse(l, "unknownSpread", source);
  const written = ts.isPropertyAssignment(property)
    ? property.initializer
    : ts.isShorthandPropertyAssignment(property)
      ? property.name
      : undefined;
  if (written === undefined) return refuse(l, "unknownSpread", source);
  const length = asNumber(l, lowerExpression(l, written), source);
  if (second === undefined) {
    // Of undefined, which no method passes by as it does holes.
    if (storage === "Array")
      return newArray(l, { ...arrayOf(freshType(l.program)), optional: true }, length, constant(undefined));
    return newArray(l, arrayOf(numberType, storage), length);
  }
  const mapper = lowerOperand(l, second);
  return build(l, storage, length, mapper, () => constant(undefined), node);
}

function build(
  l: Lowering,
  storage: Storage,
  length: Atom,
  mapper: Operand,
  item: (inner: Lowering, index: Atom) => Atom,
  node: ts.Node,
): Atom {
  const element = storage === "Array" ? placeType(l.program, node, freshType(l.program)) : numberType;
  const type = arrayOf(element, storage);
  l.program.origins.set(type, node);
  const result = newArray(l, type, length);
  countedLoop(l, length, (inner, index) => {
    const value = asAtom(inner, callFunction(inner, mapper, [item(inner, index), index], node), node);
    const stored = isRefused(inner, value) ? undefined : fit(inner, element, value, node, type);
    if (stored !== undefined) fillIndex(inner, result, index, stored);
  });
  return result;
}
