import type { ts } from "../../frontend/ts.js";
import { newVariable, numberType, one, zero } from "../../ir/build.js";
import type { Atom } from "../../ir/types.js";
import { cotangentType } from "./cotangentType.js";
import { lowerExpression } from "./expressions.js";
import { zerosOf } from "./hessians.js";
import { countLeaves, mapLeaves } from "./leaves.js";
import { isRefused, type Lowering, refuse, standIn } from "./state.js";
import { arrayOf, assign, compute, fillIndex, loadIndex, newArray, read, typeOf } from "./values.js";

// The numbers of a structure as one array, and back: what a program of the prelude needs to do linear algebra with structures.

const names: ReadonlySet<string> = new Set(["flatten", "unflatten"]);
export const isStructural = (name: string): boolean => names.has(name);

export function lowerStructural(l: Lowering, name: string, node: ts.CallExpression): Atom {
  const [structure, numbers] = node.arguments.map((argument) => lowerExpression(l, argument));
  if (structure === undefined || isRefused(l, structure)) return standIn(l);
  if (name === "flatten") return flatten(l, structure, node);
  return numbers === undefined || isRefused(l, numbers) ? standIn(l) : unflatten(l, structure, numbers, node);
}

function flatten(l: Lowering, structure: Atom, node: ts.Node): Atom {
  const flat = newArray(l, arrayOf(numberType), countLeaves(l, structure));
  inOrder(l, structure, node, (inner, index, leaf) => {
    fillIndex(inner, flat, index, leaf.value);
    return leaf.value;
  });
  return flat;
}

function unflatten(l: Lowering, like: Atom, numbers: Atom, node: ts.Node): Atom {
  const type = cotangentType(typeOf(like));
  if (type === undefined) return refuse(l, "nestedInput", node, { name: "the structure" });
  if (type.kind === "number") return loadIndex(l, numbers, zero);
  const made = zerosOf(l, like, type);
  inOrder(l, made, node, (inner, index, leaf) => {
    const value = loadIndex(inner, numbers, index);
    leaf.put(inner, value);
    return value;
  });
  return made;
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
