import { ts } from "../../frontend/ts.js";
import { booleanType, constant, numberType, zero } from "../../ir/build.js";
import { resolveType, typeText, unifyTypes } from "../../ir/type.js";
import type { Atom, Type } from "../../ir/types.js";
import { typeFromChecker } from "./annotations.js";
import { argument, itemsOf, type Method, type MethodCall, position, required } from "./arrayMethods.js";
import { requireDense } from "./holes.js";
import { hostOperation } from "./host.js";
import { itemsOfAll } from "./mixedItems.js";
import { isUnionType } from "./mixing.js";
import { callPrelude } from "./prelude.js";
import { isFunctionValue, isRefused, type Lowering, type Operand, refuse, standIn } from "./state.js";
import { branch, typeOf } from "./values.js";

/** A method that is one function of the prelude, with numbers for missing positions. */
const method =
  (name: string, ...defaults: readonly number[]): Method =>
  (l, call) =>
    callPrelude(
      l,
      name,
      [call.base, ...defaults.map((value, i) => position(l, call, i) ?? constant(value))],
      call.node,
    );

const unshift: Method = (l, call) => {
  const only = call.args.length === 1 && call.spreads.size === 0;
  return only
    ? callPrelude(l, "unshift", [call.base, required(l, call, 0)], call.node)
    : callPrelude(l, "unshiftAll", [call.base, itemsOf(l, call, 0)], call.node);
};

const splice: Method = (l, call) => spliced(l, call, call.base);
const toSpliced: Method = (l, call) => {
  const copy = copyOf(l, call);
  spliced(l, call, copy);
  return copy;
};

function spliced(l: Lowering, call: MethodCall, base: Atom): Operand {
  if (call.args.slice(0, 2).some((operand) => call.spreads.has(operand))) return refuse(l, "unknownSpread", call.node);
  const run = (name: string, ...args: readonly Operand[]): Operand => callPrelude(l, name, [base, ...args], call.node);
  const start = position(l, call, 0) ?? zero;
  if (call.args.length < 2) return call.args.length === 0 ? run("splice", zero, zero) : run("spliceFrom", start);
  const count = position(l, call, 1) ?? zero;
  if (call.args.length === 2) return run("splice", start, count);
  const inserts = call.args.length === 3 && call.spreads.size === 0 && count.kind === "constant" && count.value === 0;
  return inserts ? run("insert", start, required(l, call, 2)) : run("spliceAll", start, count, itemsOf(l, call, 2));
}

const copyOf = (l: Lowering, call: MethodCall): Atom =>
  l.out.define(call.type, { kind: "slice", base: call.base, start: undefined, end: undefined });

const copyWithin: Method = (l, call) => {
  const end = position(l, call, 2);
  const places = [position(l, call, 0) ?? zero, position(l, call, 1) ?? zero];
  return end === undefined
    ? callPrelude(l, "copyWithin", [call.base, ...places], call.node)
    : callPrelude(l, "copyWithinTo", [call.base, ...places, end], call.node);
};

const withElement: Method = (l, call) => {
  const name = call.type.storage === "Array" ? "withElement" : "withTyped";
  return callPrelude(l, name, [call.base, position(l, call, 0) ?? zero, required(l, call, 1)], call.node);
};

const set: Method = (l, call) =>
  callPrelude(l, "setAll", [call.base, required(l, call, 0), position(l, call, 1) ?? zero], call.node);

const indexOf: Method = (l, call) => {
  const sought = required(l, call, 0);
  const start = position(l, call, 1) ?? zero;
  const nothing = nothingSought(sought);
  if (nothing !== undefined) requireDense(l, call.base);
  return nothing === undefined
    ? callPrelude(l, "indexOf", [call.base, sought, start], call.node)
    : callPrelude(l, "indexOfNothing", [call.base, nothing, start], call.node);
};

/** Whether null is looked for; undefined where something is. */
const nothingSought = (sought: Atom): Atom | undefined =>
  sought.kind === "constant" && (sought.value === undefined || sought.value === null)
    ? constant(sought.value === null)
    : undefined;

const lastIndexOf: Method = (l, call) => {
  // Undefined is 0, if it is written.
  const start = call.args.length > 1 ? (position(l, call, 1) ?? zero) : undefined;
  const sought = required(l, call, 0);
  return start === undefined
    ? callPrelude(l, "lastIndexOf", [call.base, sought], call.node)
    : callPrelude(l, "lastIndexOfFrom", [call.base, sought, start], call.node);
};

const includes: Method = (l, call) => {
  const sought = required(l, call, 0);
  const nothing = nothingSought(sought);
  if (nothing !== undefined)
    return callPrelude(l, "includesNothing", [call.base, nothing, position(l, call, 1) ?? zero], call.node);
  const name = typeOf(sought).kind === "number" ? "includesNumber" : "includes";
  return callPrelude(l, name, [call.base, sought, position(l, call, 1) ?? zero], call.node);
};

/** A depth that is not known, or beyond the elements that are arrays, is not a question: types say how deep arrays go. */
const flat: Method = (l, call) => {
  const depth = argument(l, call, 0) ?? constant(1);
  if (depth.kind !== "constant") return refuse(l, "unknownSpread", call.node);
  let flattened = call.base;
  for (let level = 0; level < Number(depth.value); level++) {
    const element = elementKind(l, flattened, call);
    if (isUnionType(element)) {
      flattened = itemsOfAll(l, flattened, call.node);
      continue;
    }
    if (element.kind !== "array" || element.storage !== "Array") break;
    const next = callPrelude(l, "flat", [flattened], call.node);
    if (isFunctionValue(next) || isRefused(l, next)) return standIn(l);
    flattened = next;
  }
  return flattened === call.base ? copyOf(l, call) : flattened;
};

/** What the elements are; of those of an array that nothing was stored in yet, the checker says it. */
function elementKind(l: Lowering, array: Atom, { base, node }: MethodCall): Type {
  const type = typeOf(array);
  if (type.kind !== "array") return type;
  const { expression: callee } = node;
  const isOpen = array === base && resolveType(type.element).kind === "variable";
  const stated =
    isOpen && ts.isPropertyAccessExpression(callee) ? typeFromChecker(l.program, callee.expression) : undefined;
  if (stated !== undefined) unifyTypes(type, stated);
  return resolveType(type.element);
}

/** Without a comparator, plain arrays are sorted as texts and typed arrays as numbers. */
const sorting =
  (name: "sort" | "toSorted"): Method =>
  (l, call) => {
    const compare = call.args[0];
    const given = compare !== undefined && !(compare.kind === "constant" && compare.value === undefined);
    if (!given && call.type.storage !== "Array") return callPrelude(l, `${name}ByValue`, [call.base], call.node);
    const sort = call.type.optional === true ? (`${name}Present` as const) : name;
    return callPrelude(l, sort, [call.base, given ? compare : { kind: "builtin", name: "compareAsText" }], call.node);
  };

/** How `sort` compares without a comparator. */
export function compareAsText(l: Lowering, args: readonly Operand[], node: ts.Node): Atom {
  const atoms = args.filter((operand): operand is Atom => !isFunctionValue(operand));
  for (const atom of atoms) {
    const type = typeOf(atom);
    if (type.kind === "variable") unifyTypes(type, numberType);
    else if (type.kind === "string") continue;
    else if (type.kind !== "number" && type.kind !== "boolean" && !isRefused(l, atom)) {
      return refuse(l, "unsupportedMethod", node, { name: "sort without a comparator", type: typeText(type) });
    }
  }
  // The order of texts changes by steps, so it has no derivative; sorting only asks what is less.
  const isLess = hostOperation(l, "String($0) < String($1)", atoms, booleanType, node);
  return branch(
    l,
    isLess,
    node,
    () => constant(-1),
    () => zero,
  );
}

/** A method that moves holes as holes, or passes them by. */
const dense =
  (method: Method): Method =>
  (l, call) => {
    requireDense(l, call.base);
    return method(l, call);
  };

export const preludeMethods: ReadonlyMap<string, Method> = new Map<string, Method>([
  ["at", method("at", 0)],
  ["shift", dense(method("shift"))],
  ["unshift", dense(unshift)],
  ["splice", dense(splice)],
  ["toSpliced", dense(toSpliced)],
  ["reverse", dense(method("reverse"))],
  ["toReversed", method("toReversed")],
  ["copyWithin", dense(copyWithin)],
  ["with", withElement],
  ["set", set],
  ["indexOf", dense(indexOf)],
  ["lastIndexOf", dense(lastIndexOf)],
  ["includes", includes],
  ["flat", dense(flat)],
  ["sort", dense(sorting("sort"))],
  ["toSorted", sorting("toSorted")],
]);
