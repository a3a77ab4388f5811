import { ts } from "../../frontend/ts.js";
import { constant, newVariable } from "../../ir/build.js";
import type { Atom, MapType, Type } from "../../ir/types.js";
import { loadProperty } from "./accessors.js";
import { makeCell, noteDeclared, storeEarly } from "./cells.js";
import { assignAll, lowerNamedEntry, noteDictionary } from "./dictionaries.js";
import { acceptsKey, loadEntry, newMap, removeEntry } from "./entries.js";
import { errorProperty } from "./errors.js";
import { asAtom, lowerExpression, lowerOperand } from "./expressions.js";
import { declareHeld, functionAtom } from "./functions/lambda.js";
import { hasRecord } from "./functions/objects.js";
import { hostProperty } from "./host.js";
import { guardSource } from "./implicit.js";
import { iterableOf, lowerIterable } from "./iterables.js";
import { collectItems, type Iteration, nameIteration } from "./iteration.js";
import { copyArray, makeArray } from "./literals.js";
import { fit, placeType } from "./mixing.js";
import { restOfRecord } from "./objectLiterals.js";
import { skipParentheses } from "./operators.js";
import { lowerPlace, writePlace } from "./places.js";
import { knownName } from "./propertyNames.js";
import { isReassigned } from "./scope.js";
import { isFunctionValue, isRefused, type Lowering, type Operand, refuse, report, standIn } from "./state.js";
import {
  assign,
  branch,
  lengthOf,
  loadSlot,
  mayBeMissing,
  named,
  openType,
  structureOf,
  test,
  typeOf,
} from "./values.js";

/** Declares a name with its first value: a known function, a value, or a variable if the name is assigned again. */
export function declareName(l: Lowering, name: ts.Identifier, operand: Operand, isConst: boolean): void {
  const fixed = isConst || !isReassigned(l.program, name);
  const keeps = operand.kind === "iteration" && (!fixed || operand.staysOpen === true) ? operand.asValue : undefined;
  if (
    keeps === undefined &&
    isFunctionValue(operand) &&
    (fixed || operand.kind === "class" || operand.kind === "iteration")
  ) {
    if (!fixed) report(l, "unknownFunctionValue", name);
    if (operand.kind === "iteration") nameIteration(l, operand);
    declareHeld(l, name, operand);
    return;
  }
  const atom = named(l, keeps?.(l) ?? asAtom(l, operand, name), name.text);
  if (storeEarly(l, name, atom)) return;
  if (fixed && !l.scope.shared) {
    noteDeclared(l.program, atom, name);
    l.scope.declare(name.text, { kind: "value", atom });
    return;
  }
  declareVariable(l, name, typeOf(atom), atom);
}

/** A mutable local with its first value; `undefined` says nothing about its type. */
export function declareVariable(l: Lowering, name: ts.Identifier, type: Type, initial: Atom | undefined): void {
  if (l.program.facts.cells.has(name)) {
    const first = initial ?? constant(undefined);
    if (!storeEarly(l, name, first)) l.scope.declare(name.text, makeCell(l, name.text, first, name));
    return;
  }
  const variable = newVariable(l.program.ctx.ids, name.text, placeType(l.program, name, openType(l, type)));
  l.program.origins.set(variable, name);
  l.scope.declare(name.text, { kind: "variable", variable, declaration: name, home: l.out });
  if (initial !== undefined) assign(l, variable, fit(l, variable.type, initial, name) ?? initial);
}

/** `const { a, b: [c] } = source`; declares every name in the pattern, or assigns it where `var` has declared it already. */
export function declarePattern(
  l: Lowering,
  pattern: ts.BindingName,
  whole: Operand,
  isConst: boolean,
  assignName?: (name: ts.Identifier, value: Atom) => void,
): void {
  if (ts.isIdentifier(pattern)) {
    if (assignName === undefined) declareName(l, pattern, whole, isConst);
    else assignName(pattern, asAtom(l, whole, pattern));
    return;
  }
  const parts = ts.isArrayBindingPattern(pattern) ? iterableOf(l, whole, pattern) : whole;
  const items = parts.kind === "iteration" ? itemsFor(l, parts, pattern) : parts;
  const source = isFunctionValue(items) && hasRecord(items) ? functionAtom(l, items, pattern) : items;
  if (isFunctionValue(source)) {
    report(l, "unknownFunctionValue", pattern);
    return;
  }
  settle(l, source, pattern);
  const keys = new Map<ts.BindingElement, Atom>();
  pattern.elements.forEach((element, i) => {
    if (ts.isOmittedExpression(element)) return;
    const atom = elementOf(l, pattern, element, i, source, keys);
    declarePattern(l, element.name, withDefault(l, atom, element.initializer), isConst, assignName);
  });
}

/** The names of a pattern that `var` has declared already get their values. */
export function assignVar(l: Lowering, pattern: ts.BindingName, value: Operand): void {
  declarePattern(l, pattern, value, false, (name, part) => writePlace(l, lowerPlace(l, name), part, name));
}

const isPattern = (node: ts.Node): node is ts.BindingPattern =>
  ts.isObjectBindingPattern(node) || ts.isArrayBindingPattern(node);

type Pattern = ts.BindingPattern | ts.ArrayLiteralExpression;

/** `[a, b]` takes two items and closes the iteration, unless it has a rest. */
function itemsFor(l: Lowering, iteration: Iteration, pattern: Pattern): Atom {
  const elements: readonly ts.Node[] = pattern.elements;
  const takesAll = elements.some((one) => (ts.isBindingElement(one) ? one.dotDotDotToken : ts.isSpreadElement(one)));
  return collectItems(l, iteration, pattern, takesAll ? undefined : elements.length);
}

/** Where the values leave the type of what is taken apart open, the checker says it of the pattern; of an element it would say another. */
function settle(l: Lowering, source: Atom, pattern: ts.Node): void {
  if (isRefused(l, source)) return;
  structureOf(l, source, pattern);
  guardSource(l, source, pattern);
}

function elementOf(
  l: Lowering,
  pattern: ts.BindingPattern,
  element: ts.BindingElement,
  index: number,
  source: Atom,
  keys: Map<ts.BindingElement, Atom>,
): Atom {
  if (isRefused(l, source)) return standIn(l);
  if (element.dotDotDotToken !== undefined) return restOf(l, pattern, index, source, element, keys);
  if (ts.isArrayBindingPattern(pattern)) return itemOf(l, source, index, element.initializer !== undefined, element);
  const written = element.propertyName ?? element.name;
  const name = isPattern(written) ? undefined : knownName(l, written);
  if (name !== undefined) return propertyOf(l, source, name, element);
  if (isPattern(written) || !ts.isComputedPropertyName(written))
    return refuse(l, "dynamicKey", element, { type: "a pattern" });
  return computedOf(l, source, element, written.expression, keys);
}

/** `const { [key]: value } = dictionary`: the key is evaluated here, and known to the rest. */
function computedOf(
  l: Lowering,
  source: Atom,
  element: ts.BindingElement,
  written: ts.Expression,
  keys: Map<ts.BindingElement, Atom>,
): Atom {
  const key = lowerExpression(l, written);
  keys.set(element, key);
  if (isRefused(l, key)) return standIn(l);
  const type = structureOf(l, source, element);
  if (type.kind === "record") noteDictionary(l, type);
  if (type.kind !== "map" || type.storage !== "Object") return refuse(l, "dynamicKey", element, { type: "a pattern" });
  return acceptsKey(l, type, key, written) ? loadEntry(l, source, key, type.value) : standIn(l);
}

function itemOf(l: Lowering, source: Atom, index: number, optional: boolean, node: ts.Node): Atom {
  const type = structureOf(l, source, node);
  if (optional && type.kind === "tuple" && index >= type.elements.length) return constant(undefined);
  return loadSlot(l, source, String(index), node);
}

function propertyOf(l: Lowering, source: Atom, name: string, node: ts.Node): Atom {
  const type = structureOf(l, source, node);
  if (type.kind === "array" && name === "length") return lengthOf(l, source);
  if (type.kind === "map" && type.storage !== "Object" && name === "size") return lengthOf(l, source);
  if (type.kind === "tuple" && name === "length") return constant(type.elements.length);
  if (type.kind === "string" && name === "length") return hostProperty(l, source, name, node);
  if (type.kind === "map" && type.storage === "Object") return lowerNamedEntry(l, source, name, type);
  return errorProperty(l, source, name, node) ?? asAtom(l, loadProperty(l, source, name, node), node);
}

/** `[first, ...rest]`; the fields not named by the other elements of an object pattern. */
function restOf(
  l: Lowering,
  pattern: ts.BindingPattern,
  index: number,
  source: Atom,
  node: ts.BindingElement,
  keys: ReadonlyMap<ts.BindingElement, Atom>,
): Atom {
  const type = structureOf(l, source, node);
  if (ts.isArrayBindingPattern(pattern)) return tailOf(l, source, index, node);
  const names = pattern.elements.slice(0, -1).map((element) => {
    const written = element.propertyName ?? element.name;
    const name = isPattern(written) ? undefined : knownName(l, written);
    return name === undefined ? keys.get(element) : constant(name);
  });
  if (type.kind === "map" && type.storage === "Object") return restOfDictionary(l, source, type, names, node);
  if (type.kind !== "record") return refuse(l, "unknownSpread", node);
  const taken = new Set(names.map((name) => (name?.kind === "constant" ? String(name.value) : undefined)));
  return restOfRecord(l, source, type, taken, node);
}

/** Every entry but those of these names. */
function restOfDictionary(
  l: Lowering,
  source: Atom,
  type: MapType,
  names: readonly (Atom | undefined)[],
  node: ts.Node,
): Atom {
  const rest = newMap(l, type);
  assignAll(l, rest, type, source, node);
  for (const name of names) {
    if (name === undefined) return refuse(l, "dynamicKey", node, { type: "a pattern" });
    removeEntry(l, rest, name);
  }
  return rest;
}

/** The items from an index on, as a fresh array. */
function tailOf(l: Lowering, source: Atom, index: number, node: ts.Node): Atom {
  const type = structureOf(l, source, node);
  if (type.kind === "tuple") {
    return makeArray(
      l,
      type.elements.slice(index).map((_, i) => loadSlot(l, source, String(i + index), node)),
      node,
    );
  }
  if (type.kind !== "array") return refuse(l, "unknownSpread", node);
  const items = type.storage === "Array" ? source : copyArray(l, source, node);
  return l.out.define(typeOf(items), {
    kind: "slice",
    base: items,
    start: constant(index),
    end: undefined,
    iterates: true,
  });
}

/** The default counts where the value is undefined; null stays. */
export function withDefault(l: Lowering, atom: Atom, initializer: ts.Expression | undefined): Operand {
  if (initializer === undefined || isRefused(l, atom)) return atom;
  if (atom.kind === "constant") return atom.value === undefined ? lowerOperand(l, initializer) : atom;
  if (!mayBeMissing(l, atom)) return atom;
  return branch(
    l,
    test(l, "eq", atom, constant(undefined)),
    targetOf(initializer),
    (inner) => lowerExpression(inner, initializer),
    () => atom,
  );
}

/** What a default is for: its values may be of more kinds than the default. */
function targetOf({ parent }: ts.Expression): ts.Node {
  if (ts.isBinaryExpression(parent)) return parent.left;
  return ts.isBindingElement(parent) || ts.isParameter(parent) || ts.isShorthandPropertyAssignment(parent)
    ? parent.name
    : parent;
}

/** `[a, b] = [b, a]`, `({ x, y } = p)`: an expression whose value is the right side. */
export function assignPattern(
  l: Lowering,
  pattern: ts.ArrayLiteralExpression | ts.ObjectLiteralExpression,
  right: ts.Expression,
): Atom {
  const parent = pattern.parent.parent;
  const elements =
    ts.isArrayLiteralExpression(pattern) &&
    ts.isArrayLiteralExpression(right) &&
    (ts.isExpressionStatement(parent) || ts.isParenthesizedExpression(parent)) &&
    !right.elements.some((element) => ts.isSpreadElement(element) || ts.isOmittedExpression(element)) &&
    !pattern.elements.some(isRest)
      ? right.elements.map((element) => lowerExpression(l, element))
      : undefined;
  if (elements !== undefined && ts.isArrayLiteralExpression(pattern)) {
    pattern.elements.forEach((target, i) => {
      if (!ts.isOmittedExpression(target)) assignTarget(l, target, () => elements[i] ?? constant(undefined));
    });
    return constant(undefined);
  }
  const parts = ts.isArrayLiteralExpression(pattern) ? lowerIterable(l, right) : lowerOperand(l, right);
  const source =
    parts.kind === "iteration" && ts.isArrayLiteralExpression(pattern)
      ? itemsFor(l, parts, pattern)
      : asAtom(l, parts, right);
  assignFrom(l, pattern, source);
  return source;
}

/** What a loop gives to names and places that are declared elsewhere: `for ([a, b.c] of pairs)`. */
export function assignItem(l: Lowering, target: ts.Expression, item: Atom): void {
  const written = skipParentheses(target);
  if (ts.isArrayLiteralExpression(written) || ts.isObjectLiteralExpression(written)) assignFrom(l, written, item);
  else writePlace(l, lowerPlace(l, written), item, written);
}

const isRest = (node: ts.Expression): boolean => ts.isSpreadElement(node);

function assignFrom(l: Lowering, pattern: ts.ArrayLiteralExpression | ts.ObjectLiteralExpression, source: Atom): void {
  if (isRefused(l, source)) return;
  settle(l, source, pattern);
  if (ts.isArrayLiteralExpression(pattern)) {
    pattern.elements.forEach((target, i) => {
      if (ts.isOmittedExpression(target)) return;
      const optional = ts.isBinaryExpression(target);
      if (ts.isSpreadElement(target)) assignTarget(l, target.expression, (inner) => tailOf(inner, source, i, target));
      else assignTarget(l, target, (inner) => itemOf(inner, source, i, optional, target));
    });
    return;
  }
  for (const property of pattern.properties) {
    const name = property.name === undefined ? undefined : knownName(l, property.name);
    if (name === undefined) report(l, "dynamicKey", property, { type: "a pattern" });
    else if (ts.isShorthandPropertyAssignment(property)) {
      const value = withDefault(l, propertyOf(l, source, name, property), property.objectAssignmentInitializer);
      const atom = asAtom(l, value, property);
      writePlace(l, lowerPlace(l, property.name), atom, property);
    } else if (ts.isPropertyAssignment(property)) {
      assignTarget(l, property.initializer, (inner) => propertyOf(inner, source, name, property));
    } else report(l, "unsupportedSyntax", property, { syntax: "this pattern" });
  }
}

/** The target is evaluated before its value is taken, as in JavaScript. */
function assignTarget(l: Lowering, target: ts.Expression, take: (inner: Lowering) => Atom): void {
  const initializer = ts.isBinaryExpression(target) ? target.right : undefined;
  const written = ts.isBinaryExpression(target) ? target.left : target;
  if (ts.isArrayLiteralExpression(written) || ts.isObjectLiteralExpression(written)) {
    assignFrom(l, written, asAtom(l, withDefault(l, take(l), initializer), written));
    return;
  }
  const place = lowerPlace(l, written);
  writePlace(l, place, asAtom(l, withDefault(l, take(l), initializer), written), written);
}
