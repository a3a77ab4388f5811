import { ts } from "../../frontend/ts.js";
import { constant, isConstant, numberType } from "../../ir/build.js";
import type { Atom, Storage } from "../../ir/types.js";
import { isStorage, mapStorage } from "./annotations.js";
import { type Argument, lowerArguments } from "./arguments.js";
import { isBuffer, newBuffer, viewOfBuffer } from "./buffers.js";
import { construction } from "./classes/classUses.js";
import { constructorArguments, instantiate } from "./classes/construct.js";
import { askedClass, withOwnClass } from "./classes/ownClass.js";
import { lowerNewError } from "./errors.js";
import { asAtom, lowerExpression, lowerOperand } from "./expressions.js";
import { callValue } from "./functions/apply.js";
import { isFunctionType } from "./functions/compare.js";
import { spreadCall } from "./functions/spread.js";
import { callHost } from "./host.js";
import { guardLength } from "./implicit.js";
import { lowerItems } from "./iterables.js";
import { countedLoop } from "./iterate.js";
import { emptyArrayType } from "./literals.js";
import { lowerNewMap } from "./maps.js";
import { placeType } from "./mixing.js";
import { libraryName } from "./module.js";
import { type ClassValue, freshType, isFunctionValue, isRefused, type Lowering, refuse, standIn } from "./state.js";
import { storageVariable } from "./storageVariables.js";
import {
  arrayHolding,
  arrayOf,
  asArray,
  asNumber,
  fillIndex,
  lengthOf,
  loadIndex,
  newArray,
  storeIndex,
  structureOf,
  typeOf,
} from "./values.js";

/** Classes of the standard library whose objects hold nothing that has a derivative. */
const hostClasses: ReadonlySet<string> = new Set([
  ...["Date", "RegExp", "URL", "URLSearchParams", "TextEncoder", "TextDecoder", "String", "Object"],
]);

/** What to write instead of an object of the library that is not followed. */
const instances: ReadonlyMap<string, string> = new Map([
  ["DataView", "use typed arrays, of one class over each ArrayBuffer"],
  ["SharedArrayBuffer", "use an ArrayBuffer that is made in f"],
  ["Proxy", "use getters and setters, or functions that are called by name"],
  ["Function", "write the function out: its text is not part of the program"],
  ["Promise", "do what is asynchronous before or after f, and give it the results"],
  ["WeakMap", "use a Map that is made in f"],
  ["WeakSet", "use a Set that is made in f"],
  ["WeakRef", "use the object itself"],
]);

/** `new Float64Array(…)`, `new Array(…)`; other classes are refused. */
export function lowerNew(l: Lowering, node: ts.NewExpression): Atom {
  const name = libraryName(l, node.expression) ?? heldStorage(l, node.expression);
  const storage = mapStorage(name ?? "");
  if (storage !== undefined) return lowerNewMap(l, storage, node);
  if (name === "Array") return lowerArrayConstructor(l, node.arguments ?? [], node);
  if (name === undefined) {
    const make = (at: Lowering, cls: ClassValue): Atom =>
      instantiate(at, cls, constructorArguments(at, cls, node.arguments ?? [], node), node);
    const asked = askedClass(l, node.expression);
    if (asked !== undefined) return asAtom(l, withOwnClass(l, asked, make), node);
    const callee = lowerOperand(l, node.expression);
    if (callee.kind === "class") return make(l, callee);
    if (callee.kind === "closure") {
      const instead = `write ${callee.name} as a class, with what is on its prototype as methods`;
      return refuse(l, "hostClass", node, { name: callee.name, instead });
    }
    if (!isFunctionValue(callee) && isFunctionType(typeOf(callee))) {
      const { fn, args } = spreadCall(l, callee, lowerArguments(l, node.arguments ?? []), node);
      return asAtom(l, callValue(l, fn as Atom, { args, node, use: construction }), node);
    }
  }
  if (name === "ArrayBuffer") return newBuffer(l, node);
  const error = lowerNewError(l, node);
  if (error !== undefined) return error;
  if (name !== undefined && hostClasses.has(name)) return callHost(l, `new ${name}`, node.arguments ?? [], node);
  if (name === undefined || !isStorage(name)) {
    for (const argument of node.arguments ?? []) if (!ts.isSpreadElement(argument)) lowerExpression(l, argument);
    const instead = name === undefined ? undefined : instances.get(name);
    if (name !== undefined && instead !== undefined) return refuse(l, "hostClass", node, { name, instead });
    return refuse(l, "classUse", node, { name: `new ${node.expression.getText()}` });
  }
  const [source, ...more] = node.arguments ?? [];
  if (source === undefined) return newArray(l, arrayOf(numberType, name), constant(0));
  if (ts.isSpreadElement(source)) return refuse(l, "arrayBufferView", node);
  if (more.length > 0) {
    const buffer = lowerExpression(l, source);
    const isView = isBuffer(structureOf(l, buffer, source)) && more.length <= 2;
    return isView ? viewOfBuffer(l, name, buffer, more, node) : refuse(l, "arrayBufferView", node);
  }
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
  const argument = lowerItems(l, source);
  if (isRefused(l, argument)) return standIn(l);
  const type = structureOf(l, argument, source);
  if (type.kind === "number" || type.kind === "variable") {
    const length = asNumber(l, argument, source);
    guardLength(l, length, true, node);
    return newArray(l, arrayOf(numberType, name), length);
  }
  if (isBuffer(type)) return viewOfBuffer(l, name, argument, [], node);
  return typedCopy(l, name, argument, source);
}

/** The class of arrays that a variable of a library stands for. */
function heldStorage(l: Lowering, callee: ts.Expression): string | undefined {
  if (!ts.isPropertyAccessExpression(callee) && !ts.isIdentifier(callee)) return undefined;
  const named = ts.isIdentifier(callee) ? callee : callee.name;
  if (l.scope.lookup(named.text) !== undefined) return undefined;
  const declaration = l.program.ctx.frontend.declarationOf(named);
  return declaration !== undefined && ts.isVariableDeclaration(declaration)
    ? storageVariable(l, declaration)?.name
    : undefined;
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
    return l.out.define(type, { kind: "slice", base: source, start: undefined, end: undefined, iterates: true });
  }
  const length = lengthOf(l, source);
  const array = newArray(l, arrayOf(numberType, storage), length);
  countedLoop(l, length, (inner, index) => {
    fillIndex(inner, array, index, asNumber(inner, loadIndex(inner, source, index), node));
  });
  return array;
}

/** `new Array(n)` has holes, unless the next statement fills them all. `new Array(n).fill(x)` does not come here. */
export function lowerArrayConstructor(l: Lowering, nodes: readonly ts.Expression[], node: ts.Node): Atom {
  const args: readonly Argument[] = lowerArguments(l, nodes);
  const first = args[0];
  if (first === undefined) return newArray(l, emptyArrayType(l, node), constant(0));
  if (args.length > 1 || first.spread || isFunctionValue(first.operand)) {
    return refuse(l, "sparseArray", node);
  }
  const length = asNumber(l, first.operand, node);
  if (isConstant(length, 0)) return newArray(l, emptyArrayType(l, node), length);
  guardLength(l, length, false, node);
  const type = arrayOf(placeType(l.program, node, freshType(l.program)));
  l.program.origins.set(type, node);
  if (isFilledNext(node)) return newArray(l, type, length);
  return l.out.define(type, { kind: "newArray", length, fill: undefined, holes: true });
}

/** `const a = new Array(n); for (let i = 0; i < n; i++) { … a[i] = e; … }`: the next statement stores every element. */
function isFilledNext(node: ts.Node): boolean {
  const declaration = node.parent;
  if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name)) return false;
  const list = declaration.parent;
  if (!ts.isVariableDeclarationList(list)) return false;
  const statement = list.parent;
  if (!ts.isVariableStatement(statement) || !ts.isBlock(statement.parent)) return false;
  const { statements } = statement.parent;
  const next = statements[statements.indexOf(statement) + 1];
  if (next === undefined || !ts.isForStatement(next) || list.declarations.at(-1) !== declaration) return false;
  const [length] = (ts.isNewExpression(node) || ts.isCallExpression(node) ? node.arguments : undefined) ?? [];
  return length !== undefined && storesEveryElement(next, declaration.name.text, length.getText());
}

function storesEveryElement(loop: ts.ForStatement, array: string, length: string): boolean {
  const { initializer, condition, incrementor, statement } = loop;
  const counter = initializer?.getText().match(/^let (\w+) = 0$/)?.[1];
  if (counter === undefined || condition === undefined || incrementor === undefined) return false;
  const bounds = [`${counter} < ${length}`, `${counter} < ${array}.length`];
  const steps = [`${counter}++`, `++${counter}`, `${counter} += 1`];
  if (!bounds.includes(condition.getText()) || !steps.includes(incrementor.getText())) return false;
  const body = ts.isBlock(statement) ? statement.statements : [statement];
  const stores = (part: ts.Statement): boolean =>
    ts.isExpressionStatement(part) &&
    ts.isBinaryExpression(part.expression) &&
    part.expression.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    part.expression.left.getText() === `${array}[${counter}]`;
  const leaves = (part: ts.Node): boolean =>
    ts.isBreakOrContinueStatement(part) || ts.isReturnStatement(part) || (ts.forEachChild(part, leaves) ?? false);
  return body.some(stores) && !body.some(leaves);
}

/** `new Array(n).fill(x)`, `Array(n).fill(x)`: one allocation. */
export function lowerFilledArray(l: Lowering, base: ts.Expression, node: ts.CallExpression): Atom | undefined {
  const allocation = ts.isNewExpression(base) || ts.isCallExpression(base) ? base : undefined;
  const [length, ...more] = allocation?.arguments ?? [];
  const value = node.arguments[0];
  if (allocation === undefined || length === undefined || value === undefined || more.length > 0) return undefined;
  if (libraryName(l, allocation.expression) !== "Array" || ts.isSpreadElement(length) || ts.isSpreadElement(value)) {
    return undefined;
  }
  return filledArray(l, lowerExpression(l, length), lowerExpression(l, value), node);
}

function filledArray(l: Lowering, length: Atom, value: Atom, node: ts.Node): Atom {
  if (isRefused(l, length, value)) return standIn(l);
  const count = asNumber(l, length, node);
  guardLength(l, count, false, node);
  return newArray(l, arrayHolding(l, value), count, value);
}
