import { ts } from "../../frontend/ts.js";
import { constant, primitive, unassigned } from "../../ir/build.js";
import { resolveType } from "../../ir/type.js";
import type { Atom, Type } from "../../ir/types.js";
import { makeError } from "./errors.js";
import { freshType, type Lowering, type ProgramState } from "./state.js";
import { raise } from "./throws.js";
import { mayBeMissing, test, typeOf, when } from "./values.js";

// JavaScript asks of which kind a value is by properties that only some have: `if (x.isVector3)`, `point.type === "Feature"`. Of a
// number, a truth value or a list it is known that there is none. TypeScript has types for that, so there it is a mistake.

/** Whether JavaScript reads a property that no value of this type has. */
export function lacksProperty(type: Type, name: unknown, node: ts.Node): name is string {
  if ((node.flags & ts.NodeFlags.JavaScriptFile) === 0 || typeof name !== "string") return false;
  switch (type.kind) {
    case "undefined":
      return true;
    case "number":
      return !(name in Number.prototype);
    case "boolean":
      return !(name in Boolean.prototype);
    case "array":
    case "tuple": {
      const isTyped = type.kind === "array" && type.storage !== "Array";
      return !/^\d+$/.test(name) && !(name in (isTyped ? Float64Array.prototype : Array.prototype)) && !newer.has(name);
    }
    default:
      return false;
  }
}

/** What later versions of the language gave to lists. */
const newer: ReadonlySet<string> = new Set([
  "at",
  "findLast",
  "findLastIndex",
  "toReversed",
  "toSorted",
  "toSpliced",
  "with",
  "group",
  "groupToMap",
]);

/**
 * A property of something that nothing is known of: if that stays so, no value was ever stored there, and JavaScript throws. Whether it
 * stays so is found out at the end, and the next attempt knows.
 */
export function propertyOfUnknown(l: Lowering, type: Type, name: string, node: ts.Node): Atom | undefined {
  if (type.kind !== "variable" || (node.flags & ts.NodeFlags.JavaScriptFile) === 0) return undefined;
  const { facts, unknowns } = l.program;
  if (facts.absent.has(node)) return alwaysThrows(l, `Cannot read properties of undefined (reading '${name}')`, node);
  unknowns.push({ node, type });
  return undefined;
}

export function checkUnknowns({ unknowns, facts, growing }: ProgramState): void {
  const made = new Set([...growing].map(resolveType));
  for (const { node, type } of unknowns) {
    const present = resolveType(type);
    // It was indexed, but no list was made that it could be.
    const isList = present.kind === "array" && resolveType(present.element).kind === "variable";
    if (present.kind === "variable" || (isList && !made.has(resolveType(present.element)))) facts.absent.add(node);
  }
}

/** A call of a method that no value of this type has, and its like: JavaScript throws, whatever else the branch is for. */
export function alwaysThrows(l: Lowering, message: string, node: ts.Node): Atom {
  raise(l, makeError(l, `new TypeError(${JSON.stringify(message)})`, []), node);
  return l.out.define(freshType(l.program), primitive("identity", unassigned));
}

/** It is undefined; of undefined and null, reading it throws. */
export function missingProperty(l: Lowering, base: Atom, name: string, node: ts.Node): Atom {
  const fail = (inner: Lowering): void => {
    const text = `Cannot read properties of undefined (reading '${name}')`;
    raise(inner, makeError(inner, `new TypeError(${JSON.stringify(text)})`, []), node);
  };
  if (typeOf(base).kind === "undefined") fail(l);
  else if (mayBeMissing(l, base)) when(l, test(l, "isNullish", base), fail);
  return constant(undefined);
}
