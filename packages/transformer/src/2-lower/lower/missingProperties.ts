import { ts } from "../../frontend/ts.js";
import { constant, primitive, unassigned } from "../../ir/build.js";
import type { Atom, Type } from "../../ir/types.js";
import { makeError } from "./errors.js";
import { freshType, type Lowering } from "./state.js";
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
