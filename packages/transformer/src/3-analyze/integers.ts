import type { Atom, IRFunction, Operation, PrimitiveName } from "../ir/types.js";
import { analyzeProven } from "./proven.js";

/** Integers whatever the arguments; the rounding functions may give NaN or an infinity, which indexing does not care about. */
const alwaysInteger: ReadonlySet<PrimitiveName> = new Set<PrimitiveName>([
  "bitand",
  "bitor",
  "bitxor",
  "bitnot",
  "shl",
  "shr",
  "ushr",
  "imul",
  "clz32",
  "floor",
  "ceil",
  "round",
  "trunc",
]);
/** Integers if all their arguments are. */
const keepsInteger: ReadonlySet<PrimitiveName> = new Set<PrimitiveName>([
  "add",
  "sub",
  "mul",
  "neg",
  "abs",
  "sign",
  "max",
  "min",
  "identity",
]);

/** Which atoms are proven integers. */
export const analyzeIntegers = (fn: IRFunction): ((atom: Atom) => boolean) =>
  analyzeProven(fn, {
    type: "number",
    holdsFor: ({ value }) => Number.isInteger(value),
    sourcesOf,
    counters: true,
  });

function sourcesOf(operation: Operation): readonly Atom[] | undefined {
  if (operation.kind === "length") return [];
  if (operation.kind === "load") {
    const type = operation.base.kind === "value" ? operation.base.type : undefined;
    const whole = type?.kind === "array" && /^(Int|Uint)/.test(type.storage);
    return whole ? [] : undefined;
  }
  if (operation.kind !== "primitive") return undefined;
  const { name, args } = operation;
  if (alwaysInteger.has(name)) return [];
  if (keepsInteger.has(name)) return args;
  if (name === "select") return args.slice(1);
  // A remainder by zero is NaN.
  const divisor = args[1];
  if (name === "rem" && divisor?.kind === "constant" && divisor.value !== 0) return args;
  return undefined;
}
