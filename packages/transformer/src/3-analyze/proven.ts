import type { Atom, Constant, IRFunction, Operation, Type, Value } from "../ir/types.js";
import { visit } from "../ir/walk.js";

/** A property that a value has if those that it is made of have it. */
export interface Property {
  /** Of which type the values are; undefined if of any. */
  readonly type: Type["kind"] | undefined;
  holdsFor(constant: Constant): boolean;
  /** What an operation takes it from; undefined if its value never has it. */
  sourcesOf(operation: Operation): readonly Atom[] | undefined;
  /** Values that have it whatever they are made of: the counters of loops, say. */
  readonly counters: boolean;
  readonly given?: readonly Value[];
}

/** Which atoms are proven to have a property: an optimistic fixpoint, so a value carried by a loop has it if its steps keep it. */
export function analyzeProven(fn: IRFunction, property: Property): (atom: Atom) => boolean {
  const sources = collectSources(fn, property);
  const users = new Map<Value, Value[]>();
  for (const [value, atoms] of sources) {
    for (const atom of atoms) {
      if (atom.kind !== "value") continue;
      const list = users.get(atom);
      if (list === undefined) users.set(atom, [value]);
      else list.push(value);
    }
  }
  // Assume all candidates, then withdraw those with an argument that is not one.
  const proven = new Set(sources.keys());
  const isProven = (atom: Atom): boolean => (atom.kind === "constant" ? property.holdsFor(atom) : proven.has(atom));
  const pending = [...sources.keys()];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (!proven.has(value) || sources.get(value)?.every(isProven) === true) continue;
    proven.delete(value);
    pending.push(...(users.get(value) ?? []));
  }
  return isProven;
}

/** The atoms that must have it for a value to have it; values that can never be proven to have no entry. */
function collectSources(
  fn: IRFunction,
  { type, sourcesOf, counters, given = [] }: Property,
): Map<Value, readonly Atom[]> {
  const sources = new Map<Value, readonly Atom[]>(given.map((value) => [value, []]));
  const isOne = (value: Value): boolean => type === undefined || value.type.kind === type;
  visit(fn.body, (statement) => {
    switch (statement.kind) {
      case "let": {
        const atoms = sourcesOf(statement.operation);
        if (atoms !== undefined) sources.set(statement.value, atoms);
        break;
      }
      case "if":
        for (const { value, then, else: otherwise } of statement.results)
          if (isOne(value)) sources.set(value, [then, otherwise]);
        break;
      case "for":
      case "while":
        if (counters) {
          const own = statement.kind === "for" ? [statement.index] : [statement.trip, statement.trips];
          for (const value of own) sources.set(value, []);
        }
        for (const { parameter, initial, next, result } of statement.carried) {
          if (!isOne(parameter)) continue;
          sources.set(parameter, [initial, next]);
          sources.set(result, [initial, next]);
        }
        break;
    }
  });
  return sources;
}
