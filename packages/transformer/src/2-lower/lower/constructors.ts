import { ts } from "../../frontend/ts.js";
import { constant, isConstant, numberType } from "../../ir/build.js";
import type { Atom, Storage } from "../../ir/types.js";
import { isStorage } from "./annotations.js";
import { type Argument, lowerArguments } from "./arguments.js";
import { lowerExpression } from "./expressions.js";
import { countedLoop } from "./iterate.js";
import { emptyArrayType } from "./literals.js";
import { libraryName } from "./module.js";
import { freshType, isRefused, type Lowering, refuse, standIn } from "./state.js";
import { arrayOf, asArray, asNumber, lengthOf, loadIndex, newArray, storeIndex, structureOf } from "./values.js";

/** `new Float64Array(…)`, `new Array(…)`; other classes are refused. */
export function lowerNew(l: Lowering, node: ts.NewExpression): Atom {
  const name = libraryName(l, node.expression);
  if (name === "Array") return lowerArrayConstructor(l, node.arguments ?? [], node);
  if (name === undefined || !isStorage(name)) {
    for (const argument of node.arguments ?? []) if (!ts.isSpreadElement(argument)) lowerExpression(l, argument);
    return refuse(l, "classUse", node, { name: `new ${node.expression.getText()}` });
  }
  const [source, ...more] = node.arguments ?? [];
  if (source === undefined) return newArray(l, arrayOf(numberType, name), constant(0));
  if (more.length > 0 || ts.isSpreadElement(source)) return refuse(l, "arrayBufferView", node);
  if (
    ts.isArrayLiteralExpression(source) &&
    !source.elements.some((e) => ts.isSpreadElement(e) || ts.isOmittedExpression(e))
  ) {
    return typedLiteral(
      l,
      name,
      source.elements.map((element) => lowerExpression(l, element)),
      node,
    );
  }
  const argument = lowerExpression(l, source);
  if (isRefused(l, argument)) return standIn(l);
  const type = structureOf(l, argument, source);
  if (type.kind === "number" || type.kind === "variable") {
    return newArray(l, arrayOf(numberType, name), asNumber(l, argument, source));
  }
  return typedCopy(l, name, argument, source);
}

/** `new Float64Array([a, b])` without the array between. */
export function typedLiteral(l: Lowering, storage: Storage, elements: readonly Atom[], node: ts.Node): Atom {
  const numbers = elements.map((element) => asNumber(l, element, node));
  const array = newArray(l, arrayOf(numberType, storage), constant(numbers.length));
  numbers.forEach((value, i) => {
    if (!isConstant(value, 0)) storeIndex(l, array, constant(i), value);
  });
  return array;
}

/** A typed array with the elements of any array of numbers. */
export function typedCopy(l: Lowering, storage: Storage, source: Atom, node: ts.Node): Atom {
  const type = asArray(l, source, node);
  if (type === undefined) return standIn(l);
  if (type.storage === storage) {
    return l.out.define(type, { kind: "slice", base: source, start: undefined, end: undefined });
  }
  const length = lengthOf(l, source);
  const array = newArray(l, arrayOf(numberType, storage), length);
  countedLoop(l, length, (inner, index) => {
    storeIndex(inner, array, index, asNumber(inner, loadIndex(inner, source, index), node));
  });
  return array;
}

/**
 * `new Array(n)`: its holes must be filled before they are read. Numbers start at 0 here, and `.fill` follows in
 * the idiom. `new Array(a, b)` is a literal.
 */
export function lowerArrayConstructor(l: Lowering, nodes: readonly ts.Expression[], node: ts.Node): Atom {
  const args: readonly Argument[] = lowerArguments(l, nodes);
  const first = args[0];
  if (first === undefined) return newArray(l, emptyArrayType(l), constant(0));
  if (args.length > 1 || first.spread || first.operand.kind === "closure" || first.operand.kind === "builtin") {
    return refuse(l, "sparseArray", node);
  }
  const length = asNumber(l, first.operand, node);
  if (isConstant(length, 0)) return newArray(l, emptyArrayType(l), length);
  return newArray(l, arrayOf(freshType(l.program)), length);
}
