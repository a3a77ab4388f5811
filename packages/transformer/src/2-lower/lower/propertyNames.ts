import { ts } from "../../frontend/ts.js";
import { fold } from "./module.js";
import type { Lowering } from "./state.js";

/** The slot of the method that gives an iterator. */
export const iteratorSlot = "@@iterator";
/** The slot of the method that says what an object is in arithmetic. */
export const conversionSlot = "@@toPrimitive";

/** The slot of the static method that says what is an instance of a class. */
export const instanceSlot = "@@hasInstance";

const symbolSlots: ReadonlyMap<string, string> = new Map([
  ["Symbol.iterator", iteratorSlot],
  ["Symbol.toPrimitive", conversionSlot],
  ["Symbol.hasInstance", instanceSlot],
]);

export const isSymbolSlot = (name: string): boolean =>
  name.startsWith("@@") && [...symbolSlots.values()].includes(name);

/** The slot of a property whose key is a symbol of the language. */
export const symbolSlot = (key: ts.Expression): string | undefined => symbolSlots.get(key.getText());

/** The name of a property if it is written as a constant. */
export function propertyName(name: ts.PropertyName): string | undefined {
  if (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) return name.text;
  if (ts.isNumericLiteral(name)) return String(Number(name.text));
  if (ts.isComputedPropertyName(name) && ts.isStringLiteralLike(name.expression)) return name.expression.text;
  return undefined;
}

/** The name of a property if it is known here: written as a constant, or computed from constants. */
export function knownName(l: Lowering, name: ts.PropertyName): string | undefined {
  const written = propertyName(name);
  if (written !== undefined || !ts.isComputedPropertyName(name)) return written;
  const { expression } = name;
  const slot = symbolSlot(expression);
  if (slot !== undefined) return slot;
  const value = knownValue(l, expression);
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

function knownValue(l: Lowering, expression: ts.Expression): unknown {
  const found = ts.isIdentifier(expression) ? l.scope.lookup(expression.text) : undefined;
  if (found === undefined) return fold(l.program, expression, 0)?.value;
  const { binding } = found;
  return binding.kind === "value" && binding.atom.kind === "constant" ? binding.atom.value : undefined;
}
