import type { ts } from "../../frontend/ts.js";
import { constant, isReference, newVariable, numberType, one, zero } from "../../ir/build.js";
import { fieldOf, resolveType, typeText } from "../../ir/type.js";
import type { Atom, Type } from "../../ir/types.js";
import { lowerArguments, plainArguments } from "./arguments.js";
import { baseOf } from "./bases.js";
import { captured } from "./captures.js";
import { cloneState } from "./clone.js";
import { cotangentType } from "./cotangentType.js";
import { bearsTangent, coveredCaptures, derivedOf } from "./derived.js";
import { asAtom, lowerOperand } from "./expressions.js";
import { zerosOf } from "./hessians.js";
import { countLeaves, loadPath, mapLeaves, storePath } from "./leaves.js";
import { callForward, pullbackOf } from "./pullbacks.js";
import { type Derived, isFunctionValue, isRefused, type Lowering, type Operand, refuse, standIn } from "./state.js";
import {
  arrayOf,
  assign,
  compute,
  fillIndex,
  loadField,
  loadIndex,
  newArray,
  read,
  tupleOf,
  typeOf,
} from "./values.js";
import { withoutDerivative } from "./withoutDerivative.js";

// The numbers of a structure as one array, and back: what a program of the prelude needs to do linear algebra with structures.

const names: ReadonlySet<string> = new Set([
  "flatten",
  "unflatten",
  "flattenAs",
  "unflattenAs",
  "addTo",
  "copyOf",
  "ownCopyOf",
  "tupleFrom",
  "zerosOfCaptures",
  "silently",
  "forwardHalf",
  "forwardOfStep",
  "reverseHalf",
]);
export const isStructural = (name: string): boolean => names.has(name);

export function lowerStructural(l: Lowering, name: string, node: ts.CallExpression): Operand {
  if (name === "forwardHalf" || name === "forwardOfStep") return lowerForwardHalf(l, name, node);
  const operands = node.arguments.map((argument) => lowerOperand(l, argument));
  if (name === "zerosOfCaptures") return zerosOfCaptures(l, operands, node);
  const [structure, other, third] = operands.map((operand) => asAtom(l, operand, node));
  if (structure === undefined || isRefused(l, structure)) return standIn(l);
  if (name === "reverseHalf") return pullbackOf(l, structure);
  if (name === "flatten") return flatten(l, structure, node);
  if (name === "copyOf") return copyData(l, structure, node);
  if (name === "ownCopyOf") {
    const type = typeOf(structure);
    if (isReference(type) && !(type.kind === "array" && !isReference(type.element)))
      l.out.define(
        { kind: "undefined" },
        {
          kind: "opaque",
          text: 'refuseShared($0, "checkpointedLoop: the state")',
          args: [structure],
          imports: ["refuseShared"],
        },
      );
    return copyData(l, structure, node);
  }
  if (other === undefined || isRefused(l, other)) return standIn(l);
  if (name === "tupleFrom") return tupleFrom(l, structure, other);
  if (name === "flattenAs") return flattenAs(l, structure, other, node);
  if (name === "unflattenAs") return unflattenAs(l, structure, other, third ?? standIn(l), node);
  return name === "addTo" ? addTo(l, structure, other, node) : unflatten(l, structure, other, node);
}

function lowerForwardHalf(l: Lowering, name: string, node: ts.CallExpression): Operand {
  const [f, ...args] = plainArguments(l, lowerArguments(l, node.arguments), node);
  if (f === undefined || !isFunctionValue(f)) return standIn(l);
  const fixed = name === "forwardOfStep" ? { fixed: [1] } : {};
  return callForward(l, { ...derivedOf("vjp", f, 0, node), all: true, withCaptures: true, ...fixed }, args, node);
}

function copyData(l: Lowering, structure: Atom, node: ts.Node): Atom {
  if (!isReference(typeOf(structure))) return structure;
  return cloneState(l, structure, node) ?? withoutDerivative(l, "the state", structure, node);
}

function addTo(l: Lowering, total: Atom, part: Atom, node: ts.Node): Atom {
  mapLeaves(l, total, node, (inner, leaf) => {
    const sum = compute(inner, "add", leaf.value, loadPath(inner, part, leaf.path));
    leaf.put(inner, sum);
    return sum;
  });
  return constant(undefined);
}

function tupleFrom(l: Lowering, tuple: Atom, index: Atom): Atom {
  const type = typeOf(tuple);
  const from = index.kind === "constant" ? Number(index.value) : 0;
  const types = type.kind === "tuple" ? type.elements : [];
  const elements = types.flatMap((element, i) => (i < from ? [] : [loadField(l, tuple, String(i), element)]));
  return tupleOf(l, elements);
}

function zerosOfCaptures(l: Lowering, [f, ...args]: readonly Operand[], node: ts.Node): Atom {
  if (f === undefined || !isFunctionValue(f)) return standIn(l);
  const derived: Derived = { ...derivedOf("vjp", f, 0, node), withCaptures: true };
  const base = baseOf(l, derived, args, node);
  const captures = base === undefined ? [] : coveredCaptures(l, derived, base, node);
  const elements = captures.map(({ outer, owner }): Atom => {
    const type = cotangentType(typeOf(outer));
    if (type === undefined || !bearsTangent(typeOf(outer))) return constant(undefined);
    return type.kind === "number" ? zero : zerosOf(l, captured(l.activation, owner, outer, l.program), type);
  });
  return tupleOf(l, elements);
}

export function flatten(l: Lowering, structure: Atom, node: ts.Node): Atom {
  const flat = newArray(l, arrayOf(numberType), countLeaves(l, structure, node));
  inOrder(l, structure, node, (inner, index, leaf) => {
    fillIndex(inner, flat, index, leaf.value);
    return leaf.value;
  });
  return flat;
}

function unflatten(l: Lowering, like: Atom, numbers: Atom, node: ts.Node): Atom {
  const type = cotangentType(typeOf(like));
  if (type === undefined) return withoutDerivative(l, "the structure", like, node);
  if (type.kind === "number") return loadIndex(l, numbers, zero);
  const made = zerosOf(l, like, type);
  setNumbers(l, made, node, (inner, index) => loadIndex(inner, numbers, index));
  return made;
}

function flattenAs(l: Lowering, structure: Atom, like: Atom, node: ts.Node): Atom {
  const flat = newArray(l, arrayOf(numberType), countLeaves(l, like, node));
  inOrder(l, like, node, (inner, index, leaf) => {
    fillIndex(inner, flat, index, loadPath(inner, structure, leaf.path));
    return leaf.value;
  });
  return flat;
}

/** A cotangent of `value`, whose numbers are given in the order of `like`. */
function unflattenAs(l: Lowering, value: Atom, like: Atom, numbers: Atom, node: ts.Node): Atom {
  const type = cotangentType(typeOf(value));
  if (type === undefined) return withoutDerivative(l, "the structure", value, node);
  if (type.kind === "number") return loadIndex(l, numbers, zero);
  if (!hasNamesOf(type, typeOf(like)))
    return refuse(l, "typeMismatch", node, { left: typeText(typeOf(like)), right: typeText(typeOf(value)) });
  const made = zerosOf(l, value, type);
  inOrder(l, like, node, (inner, index, { path, value: leaf }) => {
    storePath(inner, made, path, loadIndex(inner, numbers, index));
    return leaf;
  });
  return made;
}

/** Whether a structure has a place for each number of another one. */
function hasNamesOf(made: Type, like: Type): boolean {
  const [a, b] = [resolveType(made), resolveType(like)];
  if (b.kind !== "number" && cotangentType(b) === undefined) return true;
  const element = (type: Type, i: number): Type | undefined =>
    type.kind === "array" ? type.element : type.kind === "tuple" ? type.elements[i] : undefined;
  const has = (part: Type | undefined, other: Type): boolean => part !== undefined && hasNamesOf(part, other);
  if (b.kind === "array") return a.kind === "array" && hasNamesOf(a.element, b.element);
  if (b.kind === "tuple") return b.elements.every((part, i) => has(element(a, i), part));
  if (b.kind === "record")
    return (
      a.kind === "record" &&
      b.fields.every(({ name, type }) => !bearsTangent(resolveType(type)) || has(fieldOf(a, name)?.type, type))
    );
  return a.kind === b.kind;
}

/** Sets the numbers of a structure, each by its index. */
export function setNumbers(
  l: Lowering,
  structure: Atom,
  node: ts.Node,
  number: (inner: Lowering, index: Atom) => Atom,
): void {
  inOrder(l, structure, node, (inner, index, leaf) => {
    const value = number(inner, index);
    leaf.put(inner, value);
    return value;
  });
}

type Visit = (inner: Lowering, index: Atom, leaf: Parameters<Parameters<typeof mapLeaves>[3]>[1]) => Atom;

/** Goes through the numbers of a structure and counts them. */
function inOrder(l: Lowering, structure: Atom, node: ts.Node, visit: Visit): void {
  const next = newVariable(l.program.ctx.ids, "next", numberType);
  assign(l, next, zero);
  mapLeaves(l, structure, node, (inner, leaf) => {
    const index = read(inner, next);
    assign(inner, next, compute(inner, "add", index, one));
    return visit(inner, index, leaf);
  });
}
