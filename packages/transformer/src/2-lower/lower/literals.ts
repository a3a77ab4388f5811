import { ts } from "../../frontend/ts.js";
import { constant, zero } from "../../ir/build.js";
import { resolveType, unifyTypes } from "../../ir/type.js";
import type { ArrayType, Atom, Type } from "../../ir/types.js";
import { typeOfChecker } from "./annotations.js";
import { lowerExpression } from "./expressions.js";
import { lowerItems, lowerIterable } from "./iterables.js";
import { countedLoop } from "./iterate.js";
import { collectItems } from "./iteration.js";
import { pair } from "./maps.js";
import { fit, isUnionType, noteMixing, placeType } from "./mixing.js";
import { isPrelude } from "./prelude.js";
import { freshType, isFunctionValue, isRefused, type Lowering, refuse, standIn } from "./state.js";
import {
  agree,
  arrayOf,
  asArray,
  compute,
  fillIndex,
  heldType,
  lengthOf,
  loadField,
  loadIndex,
  newArray,
  structureOf,
  typeOf,
} from "./values.js";

/** `[a, b]`: an array if the elements have one type, else a tuple. */
export function lowerArrayLiteral(l: Lowering, node: ts.ArrayLiteralExpression): Atom {
  if (node.elements.some(ts.isOmittedExpression)) return refuse(l, "sparseArray", node);
  if (node.elements.some(ts.isSpreadElement)) return lowerSpread(l, node);
  const elements = node.elements.map((element) => lowerExpression(l, element));
  const [key, value] = elements;
  if (key !== undefined && value !== undefined && l.program.pairs.has(node)) return pair(l, key, value);
  return makeArray(l, elements, node);
}

export function makeArray(l: Lowering, elements: readonly Atom[], node?: ts.Node): Atom {
  if (isRefused(l, ...elements)) return standIn(l);
  const type = literalType(l, elements, node);
  const places = elements.map((value) =>
    type.kind === "array" && node !== undefined ? fit(l, type.element, value, node, type) : value,
  );
  return l.out.define(type, { kind: "makeArray", elements: places.map((place) => place ?? standIn(l)) });
}

/** Elements that are undefined or null leave it to the others whether it is a tuple, and to the place where the literal stands. */
function literalType(l: Lowering, elements: readonly Atom[], node: ts.Node | undefined): Type {
  if (node !== undefined && (elements.length === 0 || l.program.facts.mixed.has(node))) return emptyArrayType(l, node);
  const types = elements.map(typeOf).filter(({ kind }) => kind !== "undefined");
  const first = types[0] ?? freshType(l.program);
  const isOpen = types.length < elements.length;
  const isTuple = (isOpen && isTupleExpected(l, node)) || listsArguments(types, node);
  const isArray = !isTuple && types.every((type) => unifyTypes(first, type));
  const array: Type = isOpen ? { ...arrayOf(first), optional: true } : arrayOf(first);
  const type: Type = isArray ? array : { kind: "tuple", elements: elements.map((element) => heldType(l, element)) };
  if (node !== undefined) l.program.origins.set(type, node);
  return type;
}

/** In programs of derivatives records of several types stand for the arguments of one function: they have nothing to do with one another. */
function listsArguments(types: readonly Type[], node: ts.Node | undefined): boolean {
  if (node === undefined || !isPrelude(node)) return false;
  return new Set(types.map(resolveType).filter(({ kind }) => kind === "record")).size > 1;
}

function isTupleExpected(l: Lowering, node: ts.Node | undefined): boolean {
  if (node === undefined || !ts.isArrayLiteralExpression(node)) return false;
  const checker = l.program.ctx.frontend.checkerAt(node);
  const expected = checker.getContextualType(node);
  return expected !== undefined && typeOfChecker(l.program, checker.getNonNullableType(expected))?.kind === "tuple";
}

/** The type of an array that starts empty and grows by stores. */
export function emptyArrayType(l: Lowering, origin: ts.Node): ArrayType {
  const element = placeType(l.program, origin, freshType(l.program));
  l.program.growing.add(element);
  const type = arrayOf(element);
  l.program.origins.set(type, origin);
  return type;
}

/** One element, or all those of an array. */
export type Part = { readonly kind: "one"; readonly value: Atom } | { readonly kind: "many"; readonly array: Atom };

/** `[...a, b, ...c]`: the lengths are read when each part is evaluated, as the copies are taken then. */
function lowerSpread(l: Lowering, node: ts.ArrayLiteralExpression): Atom {
  const only = node.elements.length === 1 ? node.elements[0] : undefined;
  if (only !== undefined && ts.isSpreadElement(only)) {
    const source = lowerIterable(l, only.expression);
    if (!isFunctionValue(source)) return copyArray(l, source, only);
    return source.kind === "iteration" ? collectItems(l, source, only) : refuse(l, "unknownSpread", only);
  }
  const parts: Part[] = [];
  for (const element of node.elements) {
    if (!ts.isSpreadElement(element)) {
      parts.push({ kind: "one", value: lowerExpression(l, element) });
      continue;
    }
    const array = lowerItems(l, element.expression);
    const type = structureOf(l, array, element.expression);
    if (type.kind === "tuple") {
      type.elements.forEach((part, i) => {
        parts.push({ kind: "one", value: loadField(l, array, String(i), part) });
      });
    } else if (asArray(l, array, element.expression) === undefined) return standIn(l);
    else parts.push({ kind: "many", array: isPlain(element.expression) ? array : copyArray(l, array, element) });
  }
  if (parts.every((part) => part.kind === "one")) return makeArray(l, parts.map(onlyValue), node);
  return concatenate(l, parts, node);
}

const onlyValue = (part: Part): Atom => (part.kind === "one" ? part.value : part.array);

/** A name: nothing evaluated later in the literal is likely to change it, yet a call might; see `lowerSpread`. */
const isPlain = (node: ts.Expression): boolean => {
  const literal = node.parent.parent;
  let pure = true;
  const visit = (child: ts.Node): void => {
    if (ts.isCallExpression(child) || ts.isPostfixUnaryExpression(child)) pure = false;
    if (ts.isBinaryExpression(child) && child.operatorToken.kind >= ts.SyntaxKind.FirstAssignment) {
      if (child.operatorToken.kind <= ts.SyntaxKind.LastAssignment) pure = false;
    }
    if (ts.isPrefixUnaryExpression(child) && child.operator === ts.SyntaxKind.PlusPlusToken) pure = false;
    if (ts.isPrefixUnaryExpression(child) && child.operator === ts.SyntaxKind.MinusMinusToken) pure = false;
    ts.forEachChild(child, visit);
  };
  ts.forEachChild(literal, visit);
  return pure;
};

/** A fresh `T[]` of the parts, one after the other. */
export function concatenate(l: Lowering, parts: readonly Part[], node: ts.Node): Atom {
  const types = parts.map((part) => (part.kind === "one" ? typeOf(part.value) : elementOf(part.array)));
  const element = types.find(isUnionType) ?? placeType(l.program, node, freshType(l.program));
  const type = arrayOf(element);
  l.program.origins.set(type, node);
  const isMixed = isUnionType(element);
  for (const [i, part] of parts.entries()) {
    if (isMixed || agree(l, element, types[i] as Type, node, onlyValue(part))) continue;
    noteMixing(l.program, element, types[i] as Type, type);
    return standIn(l);
  }
  const store = (at: Lowering, index: Atom, value: Atom): void =>
    fillIndex(at, array, index, (isMixed ? fit(at, element, value, node) : undefined) ?? value);
  const lengths = parts.map((part) => (part.kind === "one" ? constant(1) : lengthOf(l, part.array)));
  const total = lengths.reduce((sum: Atom, length) => (sum === zero ? length : compute(l, "add", sum, length)), zero);
  const array = newArray(l, type, total);
  let position: Atom = zero;
  parts.forEach((part, i) => {
    const start = position;
    if (part.kind === "one") store(l, start, part.value);
    else {
      countedLoop(l, lengths[i] as Atom, (inner, index) => {
        const target = start === zero ? index : compute(inner, "add", start, index);
        store(inner, target, loadIndex(inner, part.array, index));
      });
    }
    if (i < parts.length - 1)
      position = start === zero ? (lengths[i] as Atom) : compute(l, "add", start, lengths[i] as Atom);
  });
  return array;
}

const elementOf = (array: Atom): Type => {
  const type = typeOf(array);
  return type.kind === "array" ? resolveType(type.element) : type;
};

/** A fresh `T[]` with the same elements. */
export function copyArray(l: Lowering, source: Atom, node: ts.Node): Atom {
  const known = structureOf(l, source, node);
  if (known.kind === "tuple") {
    return makeArray(
      l,
      known.elements.map((part, i) => loadField(l, source, String(i), part)),
      node,
    );
  }
  const type = asArray(l, source, node);
  if (type === undefined) return standIn(l);
  if (type.storage === "Array") {
    return l.out.define(type, { kind: "slice", base: source, start: undefined, end: undefined, iterates: true });
  }
  const length = lengthOf(l, source);
  const copy = newArray(l, arrayOf(type.element), length);
  countedLoop(l, length, (inner, index) => fillIndex(inner, copy, index, loadIndex(inner, source, index)));
  return copy;
}
