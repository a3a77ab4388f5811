import type { ts } from "../../frontend/ts.js";
import { one, stringType, zero } from "../../ir/build.js";
import { resolveType, typeText } from "../../ir/type.js";
import type { ArrayType, Atom, Type } from "../../ir/types.js";
import { type Argument, lowerArguments } from "./arguments.js";
import { arrayCallbacks } from "./arrayCallbacks.js";
import { arrayIterator } from "./arrayIterations.js";
import { asAtom } from "./expressions.js";
import { requireDense } from "./holes.js";
import { hostOperation } from "./host.js";
import { isAccess } from "./implicit.js";
import { concatenate, type Part } from "./literals.js";
import { itemsOfAll, itemsOfMixed } from "./mixedItems.js";
import { fit, isUnionType } from "./mixing.js";
import { callPrelude } from "./prelude.js";
import { preludeMethods } from "./preludeMethods.js";
import { isRefused, type Lowering, type Operand, refuse, standIn } from "./state.js";
import { append, asArray, asNumber, compute, lengthOf, loadIndex, typeOf } from "./values.js";

/** A method of arrays with its receiver and arguments evaluated. */
export interface MethodCall {
  readonly base: Atom;
  readonly type: ArrayType;
  readonly args: readonly Operand[];
  /** Those of `args` that are arrays whose elements are the arguments. */
  readonly spreads: ReadonlySet<Operand>;
  readonly node: ts.CallExpression;
}

export type Method = (l: Lowering, call: MethodCall) => Operand;

export const lowerArrayMethod = (l: Lowering, base: Atom, name: string, node: ts.CallExpression): Operand =>
  callArrayMethod(l, base, name, () => lowerArguments(l, node.arguments), node);

/** The same with arguments that may be written in another way, and are evaluated once it is known that there is such a method. */
export function callArrayMethod(
  l: Lowering,
  base: Atom,
  name: string,
  given: () => readonly Argument[],
  node: ts.CallExpression,
): Operand {
  const { expression: callee } = node;
  const type = asArray(l, base, isAccess(callee) ? callee.expression : callee);
  if (type === undefined) return standIn(l);
  if (name === "keys" || name === "values" || name === "entries") return arrayIterator(l, base, name, node);
  const method = methods.get(name) ?? preludeMethods.get(name) ?? arrayCallbacks.get(name);
  const isArray = type.storage === "Array";
  const known = method !== undefined && !(isArray ? typedMethods : plainMethods).has(name);
  if (!known) return refuse(l, "unsupportedMethod", node, { name, type: typeText(type) });
  const args = given();
  const spreads = new Set(args.filter((argument) => argument.spread).map((argument) => argument.operand));
  if (spreads.size > 0 && !manyArguments.has(name)) return refuse(l, "unknownSpread", node);
  return method(l, { base, type, args: args.map((argument) => argument.operand), spreads, node });
}

/** Methods that typed arrays do not have, and those that only they have. */
const plainMethods: ReadonlySet<string> = new Set(
  "push pop shift unshift splice toSpliced concat flat flatMap".split(" "),
);
const typedMethods: ReadonlySet<string> = new Set(["set", "subarray"]);
const manyArguments: ReadonlySet<string> = new Set(["push", "unshift", "splice", "toSpliced", "concat"]);

/** The argument as a value, or undefined if it is not given. */
export function argument(l: Lowering, call: MethodCall, index: number): Atom | undefined {
  const operand = call.args[index];
  if (operand === undefined || (operand.kind === "constant" && operand.value === undefined)) return undefined;
  return asAtom(l, operand, call.node);
}

/** An argument that has to be there, be it undefined. */
export function required(l: Lowering, call: MethodCall, index: number): Atom {
  const operand = call.args[index];
  if (operand === undefined) return refuse(l, "missingArgument", call.node, { name: "this method" });
  return asAtom(l, operand, call.node);
}

export const position = (l: Lowering, call: MethodCall, index: number): Atom | undefined => {
  const atom = argument(l, call, index);
  return atom === undefined ? undefined : asNumber(l, atom, call.node);
};

const fill: Method = (l, call) => {
  const value = required(l, call, 0);
  const [start, end] = [position(l, call, 1), position(l, call, 2)];
  const stored = fit(l, call.type.element, value, call.node, call.type);
  if (stored !== undefined) {
    l.out.push({ kind: "fill", base: call.base, value: stored, start, end, linear: false });
  }
  return call.base;
};

const slice: Method = (l, call) =>
  l.out.define(call.type, {
    kind: "slice",
    base: call.base,
    start: position(l, call, 0),
    end: position(l, call, 1),
  });

const subarray: Method = (l, call) =>
  l.out.define(call.type, {
    kind: "view",
    base: call.base,
    start: position(l, call, 0),
    end: position(l, call, 1),
  });

/** Of one spread array as it is, else of a list of all arguments, which are evaluated before any is pushed. */
const push: Method = (l, call) => {
  if (call.spreads.size > 0) {
    const only = call.args.length === 1 ? call.args[0] : undefined;
    return callPrelude(l, "pushAll", [call.base, only ?? itemsOf(l, call, 0)], call.node);
  }
  const values = call.args.map((_, i) => required(l, call, i));
  let length: Atom | undefined;
  for (const value of values) {
    const item = fit(l, call.type.element, value, call.node, call.type);
    if (item !== undefined) length = append(l, call.base, item);
  }
  return length ?? lengthOf(l, call.base);
};

/** The arguments from an index on as a fresh array. */
export function itemsOf(l: Lowering, call: MethodCall, from: number): Atom {
  const given = call.args.slice(from);
  const parts = given.map((operand, i): Part => {
    const atom = required(l, call, from + i);
    return call.spreads.has(operand) ? { kind: "many", array: atom } : { kind: "one", value: atom };
  });
  if (parts.some((part) => isRefused(l, part.kind === "one" ? part.value : part.array))) return standIn(l);
  return concatenate(l, parts, call.node);
}

/** On an empty array `pop` gives undefined and changes nothing. */
const pop: Method = (l, call) => {
  const last = compute(l, "sub", lengthOf(l, call.base), one);
  const value = loadIndex(l, call.base, last);
  const length = compute(l, "max", last, zero);
  l.out.push({ kind: "resize", base: call.base, length, atLeast: false, shortens: true });
  return value;
};

const concat: Method = (l, call) => {
  const parts = call.args.flatMap((operand, i): Part[] => {
    const atom = required(l, call, i);
    const kind = typeOf(atom);
    const asked = call.spreads.has(operand) && kind.kind === "array" ? resolveType(kind.element) : kind;
    if (isUnionType(asked)) {
      const items = call.spreads.has(operand) ? itemsOfAll : itemsOfMixed;
      return [{ kind: "many", array: items(l, atom, call.node) }];
    }
    const many = kind.kind === "array" && kind.storage === "Array";
    if (!call.spreads.has(operand)) return [many ? { kind: "many", array: atom } : { kind: "one", value: atom }];
    // `concat(...rows)` joins the rows.
    return isArrayOfArrays(kind)
      ? [{ kind: "many", array: callPrelude(l, "flat", [atom], call.node) as Atom }]
      : [{ kind: "many", array: atom }];
  });
  if (parts.some((part) => isRefused(l, part.kind === "one" ? part.value : part.array))) return standIn(l);
  for (const part of [call.base, ...parts.flatMap((part) => (part.kind === "many" ? [part.array] : []))])
    requireDense(l, part);
  return concatenate(l, [{ kind: "many", array: call.base }, ...parts], call.node);
};

const isArrayOfArrays = (type: Type): boolean => {
  const element = type.kind === "array" ? resolveType(type.element) : type;
  return type.kind === "array" && element.kind === "array" && element.storage === "Array";
};

const join: Method = (l, call) => {
  const separator = argument(l, call, 0);
  const args = separator === undefined ? [call.base] : [call.base, separator];
  return hostOperation(l, separator === undefined ? "$0.join()" : "$0.join($1)", args, stringType, call.node);
};

const methods: ReadonlyMap<string, Method> = new Map<string, Method>([
  ["fill", fill],
  ["slice", slice],
  ["subarray", subarray],
  ["push", push],
  ["pop", pop],
  ["concat", concat],
  ["join", join],
  ["toString", join],
]);
