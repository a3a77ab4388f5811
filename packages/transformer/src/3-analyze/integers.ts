import type { Atom, IRFunction, Operation, PrimitiveName, Type, Value } from "../ir/types.js";
import { visit } from "../ir/walk.js";

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

/** Which atoms are proven integers: an optimistic fixpoint, so a counter carried by a loop is one if its steps are. */
export function analyzeIntegers(fn: IRFunction): (atom: Atom) => boolean {
  const sources = collectSources(fn);
  const users = new Map<Value, Value[]>();
  for (const [value, source] of sources) {
    for (const atom of source.atoms) {
      if (atom.kind !== "value") continue;
      const list = users.get(atom);
      if (list === undefined) users.set(atom, [value]);
      else list.push(value);
    }
  }
  // Assume all candidates, then withdraw those with an argument that is not one.
  const integers = new Set(sources.keys());
  const isInteger = (atom: Atom): boolean =>
    atom.kind === "constant" ? Number.isInteger(atom.value) : integers.has(atom);
  const pending = [...sources.keys()];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (!integers.has(value)) continue;
    const source = sources.get(value);
    if (source?.atoms.every(isInteger) === true) continue;
    integers.delete(value);
    pending.push(...(users.get(value) ?? []));
  }
  return isInteger;
}

/** The atoms that must be integers for a value to be one; values that can never be proven have no entry. */
interface Source {
  readonly atoms: readonly Atom[];
}

function collectSources(fn: IRFunction): Map<Value, Source> {
  const sources = new Map<Value, Source>();
  visit(fn.body, (statement) => {
    switch (statement.kind) {
      case "let": {
        const atoms = sourcesOf(statement.operation);
        if (atoms !== undefined) sources.set(statement.value, { atoms });
        break;
      }
      case "if":
        for (const result of statement.results) {
          if (isNumber(result.value.type)) sources.set(result.value, { atoms: [result.then, result.else] });
        }
        break;
      case "for":
      case "while":
        if (statement.kind === "for") sources.set(statement.index, { atoms: [] });
        else for (const value of [statement.trip, statement.trips]) sources.set(value, { atoms: [] });
        for (const { parameter, initial, next, result } of statement.carried) {
          if (!isNumber(parameter.type)) continue;
          sources.set(parameter, { atoms: [initial, next] });
          sources.set(result, { atoms: [initial, next] });
        }
        break;
    }
  });
  return sources;
}

const isNumber = (type: Type): boolean => type.kind === "number";

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
