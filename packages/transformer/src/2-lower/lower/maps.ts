import { ts } from "../../frontend/ts.js";
import { constant, isReference, zero } from "../../ir/build.js";
import { resolveType, typeText } from "../../ir/type.js";
import type { Atom, MapStorage, MapType, Type } from "../../ir/types.js";
import { mapStorage } from "./annotations.js";
import { lowerArguments } from "./arguments.js";
import { keepable, keptIterator, type View } from "./arrayIterations.js";
import { callFunction } from "./calls.js";
import {
  acceptsKey,
  asMap,
  freshMapType,
  hasEntry,
  keysOf,
  loadEntry,
  newMap,
  removeEntry,
  storeEntry,
} from "./entries.js";
import { eachKey } from "./entryIteration.js";
import { asAtom, lowerExpression, lowerOperand } from "./expressions.js";
import { guardWeakKey } from "./implicit.js";
import { iterableOf } from "./iterables.js";
import { countedLoop } from "./iterate.js";
import { type Each, type Iteration, runIteration } from "./iteration.js";
import { fit, placeType } from "./mixing.js";
import { isFunctionExpression } from "./module.js";
import { skipParentheses } from "./operators.js";
import { visitOwn } from "./scope.js";
import { freshType, isFunctionValue, isRefused, type Lowering, type Operand, refuse, standIn } from "./state.js";
import {
  arrayOf,
  asArray,
  fillIndex,
  heldType,
  lengthOf,
  loadField,
  loadIndex,
  newArray,
  structureOf,
  typeOf,
} from "./values.js";

/** `new Map(entries)`, `new Set(elements)`. */
export function lowerNewMap(l: Lowering, storage: MapStorage, node: ts.NewExpression): Atom {
  const type = freshMapType(l, storage, node);
  const [source, ...more] = node.arguments ?? [];
  if (more.length > 0 || (source !== undefined && ts.isSpreadElement(source))) return refuse(l, "unknownSpread", node);
  if (source === undefined) return newMap(l, type);
  const literal = skipParentheses(source);
  if (ts.isArrayLiteralExpression(literal) && !literal.elements.some(ts.isSpreadElement)) {
    const items = literal.elements.map((element) => lowerItem(l, storage, element));
    const map = newMap(l, type);
    for (const item of items) if (item !== undefined) put(l, map, type, item, node);
    return map;
  }
  const map = newMap(l, type);
  return putIterable(l, map, type, literal) ? map : standIn(l);
}

/** Puts what an expression gives, item by item, into a map. False if that was refused. */
export function putIterable(l: Lowering, map: Atom, type: MapType, expression: ts.Expression): boolean {
  const node = skipParentheses(expression);
  const mapped = mappedItems(l, node);
  if (mapped !== undefined) {
    mapped((inner, item) => putPair(inner, map, type, item, node));
    return true;
  }
  const source = lowerOperand(l, node);
  if (!isFunctionValue(source) && !isRefused(l, source) && structureOf(l, source, node).kind === "map") {
    putAll(l, map, type, source, node);
    return true;
  }
  const items = iterableOf(l, source, node);
  const put: Each = (at, item) => {
    putPair(at, map, type, item, node);
  };
  if (items.kind === "iteration") runIteration(l, items, node, put);
  else if (isFunctionValue(items) || isRefused(l, items)) return false;
  else putAll(l, map, type, items, node);
  return true;
}

interface Item {
  readonly key: Atom;
  readonly value: Atom;
}

/** An element of a literal, or a pair written as one. */
function lowerItem(l: Lowering, storage: MapStorage, node: ts.Expression): Item | undefined {
  if (storage === "Set") {
    const key = lowerExpression(l, node);
    return { key, value: key };
  }
  const pair = skipParentheses(node);
  const [key, value] = ts.isArrayLiteralExpression(pair) ? pair.elements : [];
  if (key !== undefined && value !== undefined && !ts.isSpreadElement(key) && !ts.isSpreadElement(value))
    return { key: lowerExpression(l, key), value: lowerExpression(l, value) };
  return pairOf(l, lowerExpression(l, pair), pair);
}

/** The first two elements of what an iterable of entries gives. */
function pairOf(l: Lowering, pair: Atom, node: ts.Node): Item | undefined {
  if (isRefused(l, pair)) return undefined;
  const type = structureOf(l, pair, node);
  if (type.kind === "tuple" && type.elements.length >= 2) {
    const [key, value] = type.elements as readonly [Type, Type];
    return { key: loadField(l, pair, "0", key), value: loadField(l, pair, "1", value) };
  }
  if (asArray(l, pair, node) === undefined) return undefined;
  return { key: loadIndex(l, pair, zero), value: loadIndex(l, pair, constant(1)) };
}

export function put(l: Lowering, map: Atom, type: MapType, { key, value }: Item, node: ts.Node): void {
  if (!acceptsKey(l, type, key, node)) return;
  const stored = fit(l, type.value, value, node, type);
  if (stored !== undefined) storeEntry(l, map, key, stored);
}

function putPair(l: Lowering, map: Atom, type: MapType, item: Atom, node: ts.Node): void {
  const pair = type.storage === "Set" ? { key: item, value: item } : pairOf(l, item, node);
  if (pair !== undefined) put(l, map, type, pair, node);
}

/** Every element of an array, or every entry of a map, as entries of another. */
export function putAll(l: Lowering, map: Atom, type: MapType, source: Atom, node: ts.Node): void {
  const from = structureOf(l, source, node);
  if (from.kind === "map") {
    eachKey(l, { base: source, type: from, visitsAdded: false }, node, (inner, key) => {
      const value = loadEntry(inner, source, key, from.value);
      const item = type.storage === "Set" ? entryOf(inner, from, key, value) : value;
      if (type.storage === "Set") put(inner, map, type, { key: item, value: item }, node);
      else put(inner, map, type, { key, value: item }, node);
    });
    return;
  }
  if (asArray(l, source, node) === undefined) return;
  countedLoop(l, lengthOf(l, source), (inner, index) =>
    putPair(inner, map, type, loadIndex(inner, source, index), node),
  );
}

/**
 * `new Map(xs.map((x) => [x.id, x.weight]))` without the pairs between: an array of pairs of numbers could not keep keys, which
 * are not differentiated, apart from values.
 */
export function mappedItems(
  l: Lowering,
  node: ts.Expression,
): ((each: (inner: Lowering, item: Atom) => void) => void) | undefined {
  if (!ts.isCallExpression(node) || node.arguments.length !== 1 || !ts.isPropertyAccessExpression(node.expression))
    return undefined;
  const [callback] = node.arguments;
  const { name, expression } = node.expression;
  const { frontend } = l.program.ctx;
  if (name.text !== "map" || callback === undefined || !isFunctionExpression(callback)) return undefined;
  if (!frontend.checkerAt(expression).isArrayType(frontend.typeOf(expression))) return undefined;
  const array = lowerExpression(l, expression);
  const fn = lowerOperand(l, callback);
  notePairs(l, callback);
  return (each) => {
    if (asArray(l, array, expression) === undefined) return;
    countedLoop(l, lengthOf(l, array), (inner, index) => {
      const item = callFunction(inner, fn, [loadIndex(inner, array, index), index, array], node);
      each(inner, asAtom(inner, item, callback));
    });
  };
}

/** The pairs that a function returns as literals. */
function notePairs(l: Lowering, fn: ts.ArrowFunction | ts.FunctionExpression): void {
  const note = (expression: ts.Expression): void => {
    const literal = skipParentheses(expression);
    if (ts.isArrayLiteralExpression(literal)) l.program.pairs.add(literal);
  };
  if (!ts.isBlock(fn.body)) note(fn.body);
  else
    visitOwn(fn.body, (child) => {
      if (ts.isReturnStatement(child) && child.expression !== undefined) note(child.expression);
    });
}

/** What iterating over a map gives: the pair of key and value, or the element of a set. */
export const entryOf = (l: Lowering, type: MapType, key: Atom, value: Atom): Atom =>
  type.storage === "Set" ? value : pair(l, key, value);

/** Not an array even if both are numbers: only one of them is differentiated. */
export const pair = (l: Lowering, key: Atom, value: Atom): Atom =>
  l.out.define(
    { kind: "tuple", elements: [heldType(l, key), heldType(l, value)] },
    { kind: "makeArray", elements: [key, value] },
  );

export type Part = "keys" | "values" | "entries";

/** A fresh array of what an iterator of a map would give. */
export function listOf(l: Lowering, base: Atom, type: MapType, part: Part, node: ts.Node): Atom {
  const keys = keysOf(l, base, type, node);
  if (part === "keys" && !(type.storage === "Set" && isReference(resolveType(type.key)))) return keys;
  const array = arrayOf(placeType(l.program, node, freshType(l.program)));
  l.program.origins.set(array, node);
  const length = lengthOf(l, keys);
  const list = newArray(l, array, length);
  countedLoop(l, length, (inner, index) => {
    const key = loadIndex(inner, keys, index);
    const value = loadEntry(inner, base, key, type.value);
    const item = part === "entries" ? pair(inner, type.storage === "Set" ? value : key, value) : value;
    const stored = fit(inner, array.element, item, node, array);
    if (stored !== undefined) fillIndex(inner, list, index, stored);
  });
  return list;
}

/** `map.values()` and the like: a value at run time where it is kept. */
export const mapIterator = (l: Lowering, base: Atom, type: MapType, view: View, node: ts.Node): Operand =>
  keptIterator(l, base, "map", view, node) ?? { ...iterationOf(l, base, type, view), ...keepable(l, node) };

/** What an iterator of a map gives, one item after the other. */
export function iterationOf(l: Lowering, base: Atom, type: MapType, part: Part): Iteration {
  const isSet = type.storage === "Set";
  const itemOf = (at: Lowering, key: Atom): Atom => {
    if (part === "keys" && !isSet) return key;
    const value = loadEntry(at, base, key, type.value);
    return part === "entries" ? pair(at, isSet ? value : key, value) : value;
  };
  const run = (at: Lowering, each: Each, node: ts.Node): Atom => {
    eachKey(at, { base, type, visitsAdded: true }, node, (inner, key) => each(inner, itemOf(inner, key)));
    return constant(undefined);
  };
  const isKeys = part === "keys" || (part === "values" && isSet);
  const hasPlainKeys = isKeys && !isReference(resolveType(type.key));
  const key = `${part} of ${base.kind === "value" ? base.id : ""}`;
  const plain = { kind: "iteration", owner: l.activation, key, started: undefined, run } as const;
  return hasPlainKeys ? { ...plain, list: (at) => keysOf(at, base, type) } : plain;
}

/** `map.get(k)`, `set.add(x)`, … */
export function lowerMapMethod(l: Lowering, base: Atom, name: string, node: ts.CallExpression): Operand {
  const type = typeOf(base) as MapType;
  const unknown = (): Operand => refuse(l, "unsupportedMethod", node, { name, type: typeText(type) });
  const args = lowerArguments(l, node.arguments);
  if (args.some((argument) => argument.spread)) return refuse(l, "unknownSpread", node);
  const atoms = args.map(({ operand }) => operand);
  if (name === "forEach") return forEach(l, base, type, atoms, node);
  const [key, value] = atoms.map((operand) => asAtom(l, operand, node));
  if (key !== undefined && isRefused(l, key)) return standIn(l);
  if (name === "clear") {
    l.out.push({ kind: "removeEntry", base, key: undefined });
    return constant(undefined);
  }
  if (name === "keys" || name === "values" || name === "entries") {
    return mapIterator(l, base, type, name, node);
  }
  if (key === undefined) return unknown();
  if (name === "has" || name === "get" || name === "delete") {
    if (!acceptsKey(l, type, key, node)) return standIn(l);
    if (name === "has") return hasEntry(l, base, key);
    if (name === "delete") return removeEntry(l, base, key);
    return type.storage === "Set" ? unknown() : loadEntry(l, base, key, type.value);
  }
  guardWeakKey(l, key, node);
  if (name === "add" && type.storage === "Set") put(l, base, type, { key, value: key }, node);
  else if (name === "set" && type.storage === "Map")
    put(l, base, type, { key, value: value ?? constant(undefined) }, node);
  else return unknown();
  return base;
}

function forEach(l: Lowering, base: Atom, type: MapType, args: readonly Operand[], node: ts.CallExpression): Operand {
  const [fn, receiver] = args;
  if (fn === undefined) return refuse(l, "unknownFunctionValue", node);
  eachKey(l, { base, type, visitsAdded: true }, node, (inner, key) => {
    const value = loadEntry(inner, base, key, type.value);
    callFunction(inner, fn, [value, type.storage === "Set" ? value : key, base], node, true, receiver);
  });
  return constant(undefined);
}

/** `map.keys().next().value`: the first key, or undefined. */
export function lowerFirst(l: Lowering, node: ts.PropertyAccessExpression): Atom | undefined {
  const next = skipParentheses(node.expression);
  if (node.name.text !== "value" || !ts.isCallExpression(next) || !ts.isPropertyAccessExpression(next.expression))
    return undefined;
  const iterator = skipParentheses(next.expression.expression);
  if (next.expression.name.text !== "next" || !ts.isCallExpression(iterator)) return undefined;
  if (!ts.isPropertyAccessExpression(iterator.expression) || iterator.arguments.length > 0) return undefined;
  const part = iterator.expression.name.text;
  if (part !== "keys" && part !== "values" && part !== "entries") return undefined;
  const source = iterator.expression.expression;
  if (mapStorage(l.program.ctx.frontend.typeOf(source).symbol?.name ?? "") === undefined) return undefined;
  const base = lowerExpression(l, source);
  const type = asMap(l, base, source);
  return type === undefined ? standIn(l) : loadIndex(l, listOf(l, base, type, part, node), zero);
}
