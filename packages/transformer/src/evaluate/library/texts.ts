import { numberConstants } from "../../frontend/libraryConstants.js";
import { makeThing } from "../heap.js";
import type { Maker } from "../library.js";
import { isOneOf, isThing, isUnknown, type Thing, unknown, type Value } from "../things.js";

const methods = [
  "charAt",
  "charCodeAt",
  "concat",
  "endsWith",
  "includes",
  "indexOf",
  "lastIndexOf",
  "padEnd",
  "padStart",
  "repeat",
  "slice",
  "split",
  "startsWith",
  "substr",
  "substring",
  "toLowerCase",
  "toUpperCase",
  "trim",
  "toString",
  "replace",
] as const;

/** The methods of texts, and `String` itself. */
export function fillTexts({ prototypes, method, array }: Maker, named: (name: string) => Thing): void {
  for (const name of methods) {
    method(prototypes.text, name, (self, args) => {
      const given = args.map((one) => patternOf(one) ?? one);
      if (typeof self !== "string" || given.some((one) => !(one instanceof RegExp) && isOpen(one))) return unknown;
      const result = (self[name] as (...given: readonly unknown[]) => unknown).apply(self, given);
      return Array.isArray(result) ? array(result as string[]) : (result as Value);
    });
  }
  Object.assign(named("String"), {
    native: (_self: Value, [value]: readonly Value[]): Value => (isOpen(value) ? unknown : String(value)),
  });
  method(named("String"), "fromCharCode", (_self, args) =>
    args.some(isOpen) ? unknown : String.fromCharCode(...(args as number[])),
  );
  Object.assign(named("Number"), {
    native: (_self: Value, [value]: readonly Value[]): Value => (isOpen(value) ? unknown : Number(value)),
  });
  const expression = named("RegExp");
  Object.assign(expression, {
    native: (_self: Value, [pattern, flags]: readonly Value[]): Value =>
      typeof pattern === "string" && (flags === undefined || typeof flags === "string")
        ? makeThing("host", { name: String(new RegExp(pattern, flags)) })
        : makeThing("host", {}),
  });
  const patterns = expression.properties.get("prototype")?.value as Thing;
  method(patterns, "test", (self, [text]) => {
    const pattern = patternOf(self);
    return pattern === undefined || typeof text !== "string" || pattern.global || pattern.sticky
      ? unknown
      : pattern.test(text);
  });
  const number = named("Number");
  for (const name of numberConstants) number.properties.set(name, { value: Number[name], isHidden: true });
  for (const name of ["parseInt", "parseFloat", "isNaN", "isFinite"] as const) {
    const fn = named(name);
    number.properties.set(name, { value: fn, isHidden: true });
    const native = (_self: Value, args: readonly Value[]): Value =>
      args.some(isOpen) ? unknown : (Reflect.apply(globalThis[name], undefined, args) as number | boolean);
    Object.assign(fn, { native });
  }
}

/** The regular expression that a thing is. */
function patternOf(value: Value): RegExp | undefined {
  const parts = isThing(value) && value.kind === "host" ? /^\/(.*)\/([a-z]*)$/s.exec(value.name) : null;
  return parts === null ? undefined : new RegExp(parts[1] ?? "", parts[2]);
}

const isOpen = (value: Value): boolean => isThing(value) || isUnknown(value) || isOneOf(value);
