import { spanOf } from "../../frontend/frontend.js";
import { ts } from "../../frontend/ts.js";
import { constant } from "../../ir/build.js";
import { resolveType } from "../../ir/type.js";
import type { Atom, Type } from "../../ir/types.js";
import { makeError } from "./errors.js";
import { isPrelude } from "./prelude.js";
import type { Lowering, ProgramState } from "./state.js";
import { raise } from "./throws.js";
import { unreached } from "./unreachable.js";
import { mayBeMissing, test, typeOf, when } from "./values.js";

// JavaScript asks of which kind a value is by properties that only some have: `if (x.isVector3)`, `point.type === "Feature"`. Of a
// number, a truth value or a list it is known that there is none. TypeScript has types for that, so there it is a mistake.

/** Whether JavaScript reads a property that no value of this type has, or any language one of undefined or null. */
export function lacksProperty(l: Lowering, type: Type, name: unknown, node: ts.Node): name is string {
  if (typeof name !== "string") return false;
  if (type.kind === "undefined") return true;
  return isJavaScript(node) && isUnknownTo(type, name) && !isAdded(l, name);
}

/** Whether a module gives values of the language a property of this name: `Number.prototype.toRadians = …`. */
function isAdded({ program }: Lowering, name: string): boolean {
  const files = program.ctx.frontend.runningFiles().filter(({ text }) => text.includes(name));
  return files.some(({ text }) => [...text.matchAll(added)].some(([, dotted, quoted]) => (dotted ?? quoted) === name));
}

const added = /\b(?:Number|Boolean|Object|\w*Array)\.prototype(?:\s*\.\s*(\w+)\s*=(?!=)|\s*[[,]\s*["'`](\w+)["'`])/g;

function isUnknownTo(type: Type, name: string): boolean {
  switch (type.kind) {
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

/** A property of something that is never anything: JavaScript throws. */
export function propertyOfUnknown(l: Lowering, type: Type, name: string, node: ts.Node): Atom | undefined {
  if (!isNeverMade(l, type, node)) return undefined;
  return alwaysThrows(l, `Cannot read properties of undefined (reading '${name}')`, node);
}

/**
 * Whether something that nothing is known of stays so: then no value was ever stored there. That is found out at the end, and the next
 * attempt knows.
 */
export function isNeverMade(l: Lowering, type: Type, node: ts.Node): boolean {
  if (type.kind !== "variable" || isPrelude(node)) return false;
  l.program.unknowns.push({ node, type });
  return l.program.facts.absent.has(node);
}

export function checkUnknowns({ unknowns, facts, growing, ctx }: ProgramState): void {
  const made = new Set([...growing].map(resolveType));
  const isMade = ({ type }: { readonly type: Type }): boolean => {
    const present = resolveType(type);
    // It was indexed, but no list was made that it could be.
    const isList = present.kind === "array" && resolveType(present.element).kind === "variable";
    return present.kind !== "variable" && !(isList && !made.has(resolveType(present.element)));
  };
  // A function may be lowered for several types of arguments, of which only some are ever anything.
  const elsewhere = new Set(unknowns.filter(isMade).map(({ node }) => node));
  for (const { node } of unknowns.filter((one) => !isMade(one))) {
    if (isJavaScript(node) || !elsewhere.has(node)) facts.absent.add(node);
  }
  for (const node of elsewhere) {
    if (facts.absent.has(node) && !isJavaScript(node))
      ctx.reporter.report("unknownField", spanOf(node), { name: node.getText(), type: "unknown" });
  }
}

const isJavaScript = (node: ts.Node): boolean => (node.flags & ts.NodeFlags.JavaScriptFile) !== 0;

/** A call of a method that no value of this type has, and its like: JavaScript throws, whatever else the branch is for. */
export function alwaysThrows(l: Lowering, message: string, node: ts.Node): Atom {
  raise(l, makeError(l, `new TypeError(${JSON.stringify(message)})`, []), node);
  return unreached(l);
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
