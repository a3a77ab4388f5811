import { booleanType, constant, newScope, newVariable, numberType, one, zero } from "../../ir/build.js";
import type { Atom, LabelId } from "../../ir/types.js";
import { argument, type MethodCall } from "./arrayMethods.js";
import { callFunction } from "./calls.js";
import { asAtom } from "./expressions.js";
import { countedLoop, leave } from "./iterate.js";
import { emptyArrayType } from "./literals.js";
import { shortens } from "./shortens.js";
import { freshType, inBlock, isRefused, type Lowering, type Operand, refuse, standIn } from "./state.js";
import {
  agree,
  append,
  arrayOf,
  asBoolean,
  assign,
  lengthOf,
  loadIndex,
  newArray,
  read,
  storeIndex,
  test,
  typeOf,
} from "./values.js";

type Method = (l: Lowering, call: MethodCall) => Operand;

const callbackOf = (l: Lowering, call: MethodCall): Operand | undefined => {
  const fn = call.args[0];
  if (fn === undefined) refuse(l, "unknownFunctionValue", call.node);
  return fn;
};

/** Calls the function on one element, its index and the array; a function in return is refused. */
function apply(l: Lowering, call: MethodCall, fn: Operand, args: readonly Atom[], forEffect = false): Atom {
  const before = l.out.statements.length;
  const given = fn.kind === "builtin" ? args.slice(0, builtinArity(fn.name)) : args;
  const result = callFunction(l, fn, given, call.node, forEffect);
  // JavaScript would skip the elements that are gone.
  if (shortens(l.program, l.out.statements.slice(before), call.type)) refuse(l, "shortenedWhileIterated", call.node);
  return asAtom(l, result, call.node);
}

/** Functions of any number of arguments would take the index and the array as numbers too. */
const builtinArity = (name: string): number => (/^Math\.(max|min|hypot|atan2|pow|imul)$/.test(name) ? 3 : 1);

const forEach: Method = (l, call) => {
  const fn = callbackOf(l, call);
  if (fn === undefined) return standIn(l);
  countedLoop(l, lengthOf(l, call.base), (inner, index) => {
    apply(inner, call, fn, [loadIndex(inner, call.base, index), index, call.base], true);
  });
  return constant(undefined);
};

const map: Method = (l, call) => {
  const fn = callbackOf(l, call);
  if (fn === undefined) return standIn(l);
  const { storage } = call.type;
  const element = storage === "Array" ? freshType(l.program) : numberType;
  const length = lengthOf(l, call.base);
  const result = newArray(l, arrayOf(element, storage), length);
  countedLoop(l, length, (inner, index) => {
    const value = apply(inner, call, fn, [loadIndex(inner, call.base, index), index, call.base]);
    if (agree(inner, element, typeOf(value), call.node, value)) storeIndex(inner, result, index, value);
  });
  return result;
};

const filter: Method = (l, call) => {
  const fn = callbackOf(l, call);
  if (fn === undefined) return standIn(l);
  if (call.type.storage !== "Array")
    return refuse(l, "unsupportedMethod", call.node, { name: "filter", type: call.type.storage });
  const type = emptyArrayType(l);
  const result = newArray(l, type, zero);
  agree(l, type.element, call.type.element, call.node);
  each(l, call, fn, (inner, holds, value) => {
    when(inner, holds, (hit) => {
      append(hit, result, value);
    });
  });
  return result;
};

/** Calls the function as a condition on every element, in order. */
function each(
  l: Lowering,
  call: MethodCall,
  fn: Operand,
  action: (inner: Lowering, holds: Atom, value: Atom, index: Atom, label: LabelId) => void,
): void {
  countedLoop(l, lengthOf(l, call.base), (inner, index, label) => {
    const value = loadIndex(inner, call.base, index);
    const holds = asBoolean(inner, apply(inner, call, fn, [value, index, call.base]), call.node);
    action(inner, holds, value, index, label);
  });
}

function when(l: Lowering, condition: Atom, action: (inner: Lowering) => void): void {
  const then = inBlock(l, action);
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

const findIndex: Method = (l, call) => {
  const fn = callbackOf(l, call);
  if (fn === undefined) return standIn(l);
  const found = newVariable(l.program.ctx.ids, "found", numberType);
  assign(l, found, constant(-1));
  each(l, call, fn, (inner, holds, _value, index, label) => {
    when(inner, holds, (hit) => {
      assign(hit, found, index);
      leave(hit, label);
    });
  });
  return read(l, found);
};

const find: Method = (l, call) => {
  const fn = callbackOf(l, call);
  if (fn === undefined) return standIn(l);
  const found = newVariable(l.program.ctx.ids, "found", call.type.element);
  assign(l, found, constant(undefined));
  each(l, call, fn, (inner, holds, value, _index, label) => {
    when(inner, holds, (hit) => {
      assign(hit, found, value);
      leave(hit, label);
    });
  });
  return read(l, found);
};

const emptyReduce = 'new TypeError("Reduce of empty array with no initial value")';

/** `reduce`, `reduceRight`; without an initial value the first element is it, and an empty array throws. */
const reduce =
  (right: boolean): Method =>
  (l, call) => {
    const fn = callbackOf(l, call);
    if (fn === undefined) return standIn(l);
    const given = argument(l, call, 1);
    if (given !== undefined && isRefused(l, given)) return standIn(l);
    const length = lengthOf(l, call.base);
    let initial = given;
    if (initial === undefined) {
      when(l, test(l, "eq", length, zero), (inner) => {
        inner.out.push({ kind: "throw", text: emptyReduce, args: [], span: undefined });
      });
      const first = right ? l.out.define(numberType, { kind: "primitive", name: "sub", args: [length, one] }) : zero;
      initial = loadIndex(l, call.base, first);
    }
    const accumulator = newVariable(l.program.ctx.ids, accumulatorName(fn), typeOf(initial));
    assign(l, accumulator, initial);
    const short = given === undefined;
    const count =
      short && right ? l.out.define(numberType, { kind: "primitive", name: "sub", args: [length, one] }) : length;
    const options = right ? { descending: true } : short ? { from: one } : {};
    const body = (inner: Lowering, index: Atom): void => {
      const value = loadIndex(inner, call.base, index);
      const next = apply(inner, call, fn, [read(inner, accumulator), value, index, call.base]);
      if (agree(inner, accumulator.type, typeOf(next), call.node, next)) assign(inner, accumulator, next);
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
  ["find", find],
  ["findIndex", findIndex],
  ["reduce", reduce(false)],
  ["reduceRight", reduce(true)],
]);
