import type { ts } from "../../frontend/ts.js";
import { booleanType, constant, newScope, newVariable, numberType, one, zero } from "../../ir/build.js";
import type { Atom, Block, LabelId } from "../../ir/types.js";
import { argument, type MethodCall } from "./arrayMethods.js";
import { callFunction } from "./calls.js";
import { typedCopy } from "./constructors.js";
import { asAtom } from "./expressions.js";
import { requireDense, whereElement } from "./holes.js";
import { throwWhere } from "./implicit.js";
import { countedLoop, leave } from "./iterate.js";
import { emptyArrayType } from "./literals.js";
import { itemsOfMixed } from "./mixedItems.js";
import { fit, isUnionType, placeType } from "./mixing.js";
import { callPrelude } from "./prelude.js";
import { shortens } from "./shortens.js";
import { freshType, inBlock, isRefused, type Lowering, type Operand, refuse, standIn } from "./state.js";
import {
  agree,
  append,
  arrayOf,
  asBoolean,
  assign,
  fillIndex,
  heldType,
  lengthOf,
  loadIndex,
  newArray,
  read,
  structureOf,
  test,
} from "./values.js";

type Method = (l: Lowering, call: MethodCall) => Operand;

const callbackOf = (l: Lowering, call: MethodCall): Operand | undefined => {
  const fn = call.args[0];
  if (fn === undefined) refuse(l, "unknownFunctionValue", call.node);
  return fn;
};

/** Calls the function on one element, its index and the array, and on the `this` that the method is given; a function in return is refused. */
function apply(l: Lowering, call: MethodCall, fn: Operand, args: readonly Atom[], forEffect = false): Atom {
  return callItem(l, call.node, fn, args, forEffect, call.args[1]);
}

function callItem(
  l: Lowering,
  node: ts.CallExpression,
  fn: Operand,
  args: readonly Atom[],
  forEffect = false,
  receiver?: Operand,
): Atom {
  const given = fn.kind === "builtin" ? args.slice(0, builtinArity(fn.name)) : args;
  return asAtom(l, callFunction(l, fn, given, node, forEffect, receiver), node);
}

/** What is done with one element: holes are skipped, and where the function may shorten the array, the elements that are gone. */
function present(l: Lowering, call: MethodCall, index: Atom, action: (inner: Lowering) => void): void {
  const block = inBlock(l, (inner) => whereElement(inner, call.base, index, action));
  if (!shortens(l.program, { node: call.node, block, type: call.type })) l.out.push(...block);
  else push(l, test(l, "lt", index, lengthOf(l, call.base)), block);
}

/** Functions of any number of arguments would take the index and the array as numbers too. */
const builtinArity = (name: string): number =>
  /^Math\.(max|min|hypot|atan2|pow|imul)$/.test(name) ? 3 : name.endsWith("parseInt") ? 2 : 1;

const forEach: Method = (l, call) => {
  const fn = callbackOf(l, call);
  if (fn === undefined) return standIn(l);
  countedLoop(l, lengthOf(l, call.base), (inner, index) => {
    present(inner, call, index, (at) => {
      apply(at, call, fn, [loadIndex(at, call.base, index), index, call.base], true);
    });
  });
  return constant(undefined);
};

const map: Method = (l, call) => {
  const fn = callbackOf(l, call);
  if (fn === undefined) return standIn(l);
  const { storage } = call.type;
  const element = storage === "Array" ? placeType(l.program, call.node, freshType(l.program)) : numberType;
  const length = lengthOf(l, call.base);
  const type = arrayOf(element, storage);
  l.program.origins.set(type, call.node);
  const holes = storage === "Array" ? { holesOf: call.base } : {};
  const result = l.out.define(type, { kind: "newArray", length, fill: undefined, ...holes });
  const one = (inner: Lowering, index: Atom): void => {
    const before = inner.out.statements.length;
    const value = apply(inner, call, fn, [loadIndex(inner, call.base, index), index, call.base]);
    // The result would have holes where elements are gone.
    const block = inner.out.statements.slice(before);
    if (shortens(l.program, { node: call.node, block, type: call.type }))
      refuse(inner, "shortenedWhileIterated", call.node);
    const stored = fit(inner, element, value, call.node, type);
    if (stored !== undefined) fillIndex(inner, result, index, stored);
  };
  countedLoop(l, length, (inner, index) => whereElement(inner, call.base, index, (at) => one(at, index)));
  return result;
};

/** Each result that is an array counts as its elements. */
const flatMap: Method = (l, call) => {
  const fn = callbackOf(l, call);
  if (fn === undefined) return standIn(l);
  const type = emptyArrayType(l, call.node);
  const result = l.out.define(type, { kind: "makeArray", elements: [] });
  countedLoop(l, lengthOf(l, call.base), (inner, index) => {
    present(inner, call, index, (at) => {
      const value = apply(at, call, fn, [loadIndex(at, call.base, index), index, call.base]);
      const given = structureOf(at, value, call.node);
      if (isUnionType(given)) callPrelude(at, "pushAll", [result, itemsOfMixed(at, value, call.node)], call.node);
      else if (given.kind === "array" && given.storage === "Array") {
        requireDense(at, value);
        callPrelude(at, "pushAll", [result, value], call.node);
      } else {
        const item = fit(at, type.element, value, call.node, type);
        if (item !== undefined) append(at, result, item);
      }
    });
  });
  return result;
};

const filter: Method = (l, call) => {
  const fn = callbackOf(l, call);
  if (fn === undefined) return standIn(l);
  const type = emptyArrayType(l, call.node);
  const result = newArray(l, type, zero);
  agree(l, type.element, call.type.element, call.node);
  each(l, call, fn, (inner, holds, value) => {
    when(inner, holds, (hit) => {
      append(hit, result, value);
    });
  });
  return call.type.storage === "Array" ? result : typedCopy(l, call.type.storage, result, call.node);
};

type Decide = (inner: Lowering, holds: Atom, value: Atom, index: Atom, label: LabelId) => void;

/** Calls the function as a condition on every element, in order. */
function each(l: Lowering, call: MethodCall, fn: Operand, action: Decide): void {
  countedLoop(l, lengthOf(l, call.base), (inner, index, label) => {
    present(inner, call, index, (at) => decide(at, call, fn, index, label, action));
  });
}

function decide(l: Lowering, call: MethodCall, fn: Operand, index: Atom, label: LabelId, action: Decide): void {
  const value = loadIndex(l, call.base, index);
  action(l, asBoolean(l, apply(l, call, fn, [value, index, call.base]), call.node), value, index, label);
}

const when = (l: Lowering, condition: Atom, action: (inner: Lowering) => void): void =>
  push(l, condition, inBlock(l, action));

function push(l: Lowering, condition: Atom, then: Block): void {
  const scope = newScope(l.program.ctx.ids);
  l.out.push({ kind: "if", scope, condition, then, else: [], results: [], span: undefined });
}

/** `some`, `every`: leaves at the first element that decides. */
const quantifier =
  (some: boolean): Method =>
  (l, call) => {
    const fn = callbackOf(l, call);
    if (fn === undefined) return standIn(l);
    const answer = newVariable(l.program.ctx.ids, some ? "some" : "every", booleanType);
    assign(l, answer, constant(!some));
    each(l, call, fn, (inner, holds, _value, _index, label) => {
      when(inner, some ? holds : test(inner, "not", holds), (hit) => {
        assign(hit, answer, constant(some));
        leave(hit, label);
      });
    });
    return read(l, answer);
  };

/** `find` and its kin, from either end: they leave at the first element for which the function holds. Elements that are gone are undefined. */
const finder =
  (gives: "element" | "index", descending = false): Method =>
  (l, call) => {
    const fn = callbackOf(l, call);
    if (fn === undefined) return standIn(l);
    const type = gives === "element" ? call.type.element : numberType;
    const found = newVariable(l.program.ctx.ids, "found", type);
    assign(l, found, constant(gives === "element" ? undefined : -1));
    const visit = (inner: Lowering, at: Atom, label: LabelId): void =>
      decide(inner, call, fn, at, label, (holding, holds, value, index) => {
        when(holding, holds, (hit) => {
          assign(hit, found, gives === "element" ? value : index);
          leave(hit, label);
        });
      });
    countedLoop(l, lengthOf(l, call.base), visit, { descending });
    return read(l, found);
  };

const emptyReduce = 'new TypeError("Reduce of empty array with no initial value")';

/** `reduce`, `reduceRight`; without an initial value the first element is it, and an empty array throws. */
const reduce =
  (right: boolean): Method =>
  (l, call) => {
    const fn = callbackOf(l, call);
    if (fn === undefined) return standIn(l);
    // `undefined` is an initial value, if it is written.
    const given = call.args.length > 1 ? (argument(l, call, 1) ?? constant(undefined)) : undefined;
    if (given !== undefined && isRefused(l, given)) return standIn(l);
    const length = lengthOf(l, call.base);
    let initial = given;
    if (initial === undefined) {
      requireDense(l, call.base);
      throwWhere(l, test(l, "eq", length, zero), emptyReduce, call.node);
      const first = right ? l.out.define(numberType, { kind: "primitive", name: "sub", args: [length, one] }) : zero;
      initial = loadIndex(l, call.base, first);
    }
    const type = placeType(l.program, call.node, heldType(l, initial));
    const started = fit(l, type, initial, call.node) ?? initial;
    const accumulator = newVariable(l.program.ctx.ids, accumulatorName(fn), type);
    l.program.origins.set(accumulator, call.node);
    assign(l, accumulator, started);
    const short = given === undefined;
    const count =
      short && right ? l.out.define(numberType, { kind: "primitive", name: "sub", args: [length, one] }) : length;
    const options = right ? { descending: true } : short ? { from: one } : {};
    const body = (inner: Lowering, index: Atom): void => {
      present(inner, call, index, (at) => {
        const value = loadIndex(at, call.base, index);
        const next = callItem(at, call.node, fn, [read(at, accumulator), value, index, call.base]);
        const stored = fit(at, accumulator.type, next, call.node, accumulator);
        if (stored !== undefined) assign(at, accumulator, stored);
      });
    };
    countedLoop(l, count, body, options);
    return read(l, accumulator);
  };

/** The user's name for the accumulator: the first parameter of the function. */
const accumulatorName = (fn: Operand): string => {
  const name = fn.kind === "closure" ? fn.node.parameters[0]?.name.getText() : undefined;
  return name !== undefined && /^\w+$/.test(name) ? name : "accumulator";
};

export const arrayCallbacks: ReadonlyMap<string, Method> = new Map<string, Method>([
  ["forEach", forEach],
  ["map", map],
  ["filter", filter],
  ["some", quantifier(true)],
  ["every", quantifier(false)],
  ["flatMap", flatMap],
  ["find", finder("element")],
  ["findIndex", finder("index")],
  ["findLast", finder("element", true)],
  ["findLastIndex", finder("index", true)],
  ["reduce", reduce(false)],
  ["reduceRight", reduce(true)],
]);
