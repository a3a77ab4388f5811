import type { ts } from "../../frontend/ts.js";
import { isCoroutineType } from "../../ir/type.js";
import { lowerArguments, plainArguments } from "./arguments.js";
import { callPrelude } from "./prelude.js";
import { isFunctionValue, type Lowering, type Operand } from "./state.js";
import { typeOf } from "./values.js";

/** `it.map(fn)`, `it.take(3).toArray()`: a method of an iterator of the language, or undefined for anything else. */
export function callIteratorHelper(
  l: Lowering,
  base: Operand,
  name: string,
  node: ts.CallExpression,
): Operand | undefined {
  const isIterator = base.kind === "iteration" || (!isFunctionValue(base) && isCoroutineType(typeOf(base)));
  if (!isIterator || !helpers.has(name)) return undefined;
  const args = plainArguments(l, lowerArguments(l, node.arguments), node);
  const form = name === "reduce" && args.length === 1 ? "reduceFirst" : name;
  return callPrelude(l, `iterator${form.charAt(0).toUpperCase()}${form.slice(1)}`, [base, ...args], node);
}

const helpers: ReadonlySet<string> = new Set([
  ...["map", "filter", "flatMap", "take", "drop", "toArray", "forEach", "some", "every", "find", "reduce"],
]);
