import type { ts } from "../../frontend/ts.js";
import { constant, newVariable, numberType, one, stringType, zero } from "../../ir/build.js";
import { typeText } from "../../ir/type.js";
import type { ArrayType, Atom, Type } from "../../ir/types.js";
import { type Argument, lowerArguments } from "./arguments.js";
import { arrayCallbacks } from "./arrayCallbacks.js";
import { iterateArray } from "./arrayIterations.js";
import { asAtom } from "./expressions.js";
import { hostOperation } from "./host.js";
import { countedLoop, leave } from "./iterate.js";
import { concatenate } from "./literals.js";
import { isRefused, type Lowering, type Operand, refuse, standIn } from "./state.js";
import {
  agree,
  append,
  asArray,
  asNumber,
  assign,
  branch,
  compute,
  lengthOf,
  loadIndex,
  read,
  storeIndex,
  test,
  typeOf,
} from "./values.js";

/** A method of arrays with its receiver and arguments evaluated. */
export interface MethodCall {
  readonly base: Atom;
  readonly type: ArrayType;
  readonly args: readonly Operand[];
  readonly node: ts.CallExpression;
}

type Method = (l: Lowering, call: MethodCall) => Operand;

export function lowerArrayMethod(l: Lowering, base: Atom, name: string, node: ts.CallExpression): Operand {
  const type = asArray(l, base, node.expression);
  if (type === undefined) return standIn(l);
  if (name === "keys" || name === "values" || name === "entries") return iterateArray(l, base, name);
  const method = methods.get(name) ?? arrayCallbacks.get(name);
  const known = method !== undefined && (type.storage === "Array" || !growingMethods.has(name));
  if (!known) return refuse(l, "unsupportedMethod", node, { name, type: typeText(type) });
  const args: readonly Argument[] = lowerArguments(l, node.arguments);
  if (args.some((argument) => argument.spread)) return refuse(l, "unknownSpread", node);
  return method(l, { base, type, args: args.map((argument) => argument.operand), node });
}

const growingMethods: ReadonlySet<string> = new Set(["push", "pop", "concat"]);

/** The argument as a value, or undefined if it is not given. */
export function argument(l: Lowering, call: MethodCall, index: number): Atom | undefined {
  const operand = call.args[index];
  if (operand === undefined || (operand.kind === "constant" && operand.value === undefined)) return undefined;
  return asAtom(l, operand, call.node);
}

const required = (l: Lowering, call: MethodCall, index: number): Atom =>
  argument(l, call, index) ?? refuse(l, "missingArgument", call.node, { name: "this method" });

const position = (l: Lowering, call: MethodCall, index: number): Atom | undefined => {
  const atom = argument(l, call, index);
  return atom === undefined ? undefined : asNumber(l, atom, call.node);
};

const accepts = (l: Lowering, type: Type, value: Atom, node: ts.Node): boolean =>
  agree(l, type, typeOf(value), node, value);

const fill: Method = (l, call) => {
  const value = required(l, call, 0);
  const [start, end] = [position(l, call, 1), position(l, call, 2)];
  if (accepts(l, call.type.element, value, call.node)) {
    l.out.push({ kind: "fill", base: call.base, value, start, end, linear: false });
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

const push: Method = (l, call) => {
  const values = call.args.map((_, i) => required(l, call, i));
  let length: Atom | undefined;
  for (const value of values) {
    if (accepts(l, call.type.element, value, call.node)) length = append(l, call.base, value);
  }
  return length ?? lengthOf(l, call.base);
};

/** On an empty array `pop` gives undefined and changes nothing. */
const pop: Method = (l, call) => {
  const last = compute(l, "sub", lengthOf(l, call.base), one);
  const value = loadIndex(l, call.base, last);
  const length = compute(l, "max", last, zero);
  l.out.push({ kind: "resize", base: call.base, length, atLeast: false });
  return value;
};

const at: Method = (l, call) => {
  const index = position(l, call, 0) ?? zero;
  if (index.kind === "constant" && typeof index.value === "number") {
    if (index.value >= 0) return loadIndex(l, call.base, constant(Math.trunc(index.value)));
    return loadIndex(l, call.base, compute(l, "add", lengthOf(l, call.base), constant(Math.trunc(index.value))));
  }
  const whole = compute(l, "trunc", index);
  const target = branch(
    l,
    test(l, "lt", whole, zero),
    call.node,
    (inner) => compute(inner, "add", lengthOf(inner, call.base), whole),
    () => whole,
  );
  return loadIndex(l, call.base, target);
};

const set: Method = (l, call) => {
  const source = required(l, call, 0);
  const offset = position(l, call, 1) ?? zero;
  if (call.type.storage === "Array") return refuse(l, "unsupportedMethod", call.node, { name: "set", type: "array" });
  const type = asArray(l, source, call.node);
  if (type === undefined || !agree(l, call.type.element, type.element, call.node)) return constant(undefined);
  // The source may be the target itself: its values are taken before any is overwritten.
  const copy = l.out.define(type, { kind: "slice", base: source, start: undefined, end: undefined });
  countedLoop(l, lengthOf(l, copy), (inner, index) => {
    storeIndex(inner, call.base, compute(inner, "add", offset, index), loadIndex(inner, copy, index));
  });
  return constant(undefined);
};

/** Swaps from both ends towards the middle, in place. */
const reverse: Method = (l, call) => {
  const length = lengthOf(l, call.base);
  const last = compute(l, "sub", length, one);
  const half = compute(l, "floor", compute(l, "div", length, constant(2)));
  countedLoop(l, half, (inner, index) => {
    const other = compute(inner, "sub", last, index);
    const left = loadIndex(inner, call.base, index);
    const right = loadIndex(inner, call.base, other);
    storeIndex(inner, call.base, index, right);
    storeIndex(inner, call.base, other, left);
  });
  return call.base;
};

const concat: Method = (l, call) => {
  const parts = call.args.map((_, i) => {
    const atom = required(l, call, i);
    const kind = typeOf(atom);
    const many = kind.kind === "array" && kind.storage === "Array";
    return many ? ({ kind: "many", array: atom } as const) : ({ kind: "one", value: atom } as const);
  });
  if (parts.some((part) => isRefused(l, part.kind === "one" ? part.value : part.array))) return standIn(l);
  return concatenate(l, [{ kind: "many", array: call.base }, ...parts], call.node);
};

/** The first index with an equal element, or -1. `includes` also finds NaN. */
const search =
  (includes: boolean): Method =>
  (l, call) => {
    const sought = required(l, call, 0);
    if (call.args.length > 1)
      return refuse(l, "unsupportedMethod", call.node, { name: "indexOf from a position", type: "array" });
    if (!accepts(l, call.type.element, sought, call.node)) return standIn(l);
    const type: Type = includes ? { kind: "boolean" } : numberType;
    const found = newVariable(l.program.ctx.ids, "found", type);
    assign(l, found, constant(includes ? false : -1));
    countedLoop(l, lengthOf(l, call.base), (inner, index, label) => {
      const item = loadIndex(inner, call.base, index);
      let equal: Atom = test(inner, "eq", item, sought);
      if (includes && typeOf(sought).kind === "number") {
        const both = test(inner, "and", test(inner, "isNaN", item), test(inner, "isNaN", sought));
        equal = test(inner, "or", equal, both);
      }
      branch(
        inner,
        equal,
        call.node,
        (hit) => {
          assign(hit, found, includes ? constant(true) : index);
          leave(hit, label);
          return constant(undefined);
        },
        () => constant(undefined),
      );
    });
    return read(l, found);
  };

const join: Method = (l, call) => {
  const separator = argument(l, call, 0);
  const args = separator === undefined ? [call.base] : [call.base, separator];
  return hostOperation(l, separator === undefined ? "$0.join()" : "$0.join($1)", args, stringType, call.node);
};

const methods: ReadonlyMap<string, Method> = new Map<string, Method>([
  ["fill", fill],
  ["slice", slice],
  ["push", push],
  ["pop", pop],
  ["at", at],
  ["set", set],
  ["reverse", reverse],
  ["concat", concat],
  ["indexOf", search(false)],
  ["includes", search(true)],
  ["join", join],
  ["toString", join],
]);
