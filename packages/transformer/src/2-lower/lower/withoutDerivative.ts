import type { ts } from "../../frontend/ts.js";
import { atomType } from "../../ir/build.js";
import { typeText } from "../../ir/type.js";
import type { Type, Value } from "../../ir/types.js";
import { isFunctionValue, isRefused, type Lowering, type Operand, refuse } from "./state.js";
import { typeOf } from "./values.js";

/** Refuses a derivative by, or of, what has none: a value, or one of a type that is given as text. */
export const withoutDerivative = (l: Lowering, name: string, of: Operand | string | undefined, node: ts.Node): Value =>
  refuse(l, "nestedInput", node, { name, type: typeof of === "string" ? of : textOf(of) });

/** Refuses what stands in the place of a function and is none; in JavaScript, or behind `any`, types say nothing. */
export function withoutFunction(l: Lowering, marker: string, given: Operand, node: ts.Node): Value | undefined {
  if (isFunctionValue(given) || isRefused(l, given)) return undefined;
  const type = typeOf(given);
  const maybe = type.kind === "record" ? type.functions !== undefined : !plain.has(type.kind);
  return maybe ? undefined : refuse(l, "functionNeeded", node, { marker, type: textOf(given) });
}

const plain: ReadonlySet<Type["kind"]> = new Set(["undefined", "number", "string", "boolean", "array", "tuple", "map"]);

function textOf(of: Operand | undefined): string {
  if (of === undefined) return "what is not given";
  if (isFunctionValue(of)) return "a function";
  return of.kind === "constant" && of.value === null ? "null" : typeText(atomType(of));
}
