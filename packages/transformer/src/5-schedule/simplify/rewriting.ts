import { sourcesOfBoolean } from "../../3-analyze/isSure.js";
import type { Ids } from "../../ir/build.js";
import { letValue, newValue, sameAtom } from "../../ir/build.js";
import type { Atom, Constant, Key, Operation, Primitive, Statement, Type, Value } from "../../ir/types.js";
import type { Effects, Memory, Slot } from "./effects.js";
import { ScopedMap } from "./scoped.js";

/** The state of one walk over a function, definitions before uses. */
export interface Rewriting {
  readonly ids: Ids;
  readonly memory: Memory;
  /** False: copies are propagated and nothing else. */
  readonly full: boolean;
  /** What each removed value was replaced by; the replacement is visible wherever the value was. */
  readonly replaced: Map<Value, Atom>;
  /** Operands of a visible definition are visible too, also from a mirrored scope, so one may look through. */
  readonly definitions: Map<Value, Operation>;
  /** Conditions known in the present block. */
  readonly known: ScopedMap<Value, boolean>;
  /** Pure expressions, and loads by the epoch of their slot, computed in the present block or around it. */
  readonly available: ScopedMap<string, Atom>;
  readonly epochs: ScopedMap<Slot, number>;
  /** Proven integers; the indices of loops, which are small ones. */
  readonly isInteger: (atom: Atom) => boolean;
  readonly isSureBoolean: (atom: Atom) => boolean;
  readonly isSureNumber: (atom: Atom) => boolean;
  readonly indices: Set<Value>;
  /** How often each value was used when the walk began: a hint about profit, never a condition of correctness. */
  readonly uses: ReadonlyMap<Value, number>;
  readonly memoryFacts: Map<Value, MemoryFact>;
  clock: number;
  allEpoch: number;
  changes: number;
}

/** What an allocation was like when it was made. */
export interface MemoryFact {
  /** `zerosLike` and `slice` have the length of another array as long as neither is resized. */
  readonly lengthOf: Atom | undefined;
  readonly ownLengthEpoch: number;
  readonly otherLengthEpoch: number;
  /** All numbers are still zero in this epoch of the element slot. */
  readonly zeroEpoch: number | undefined;
}

export function createRewriting(
  ids: Ids,
  memory: Memory,
  full: boolean,
  uses: ReadonlyMap<Value, number>,
  proven: Pick<Rewriting, "isInteger" | "isSureBoolean" | "isSureNumber">,
): Rewriting {
  return {
    ids,
    memory,
    full,
    replaced: new Map(),
    definitions: new Map(),
    known: new ScopedMap(),
    available: new ScopedMap(),
    epochs: new ScopedMap(),
    ...proven,
    indices: new Set(),
    uses,
    memoryFacts: new Map(),
    clock: 0,
    allEpoch: 0,
    changes: 0,
  };
}

/** What an atom has become: its replacement, or the truth value it is known to have here. */
export function resolve(atom: Atom, state: Rewriting): Atom {
  if (atom.kind === "constant") return atom;
  let at: Atom = atom;
  for (let next = state.replaced.get(at); next !== undefined; next = state.replaced.get(at)) {
    at = next;
    if (at.kind === "constant") return at;
  }
  const truth = state.known.get(at);
  if (truth !== undefined && at.type.kind === "boolean") return { kind: "constant", value: truth };
  return at;
}

export function replace(value: Value, by: Atom, state: Rewriting): void {
  state.replaced.set(value, by);
  state.changes++;
}

/** Defines a value that an algebraic rewrite needs, reusing an equal one. */
export function emit(operation: Primitive, type: Type, linear: boolean, state: Rewriting, out: Statement[]): Value {
  const key = operationKey(operation);
  const known = state.available.get(key);
  if (known?.kind === "value" && (linear || !known.linear)) return known;
  const value = newValue(state.ids, type, { linear });
  out.push(letValue(value, operation));
  state.definitions.set(value, operation);
  state.available.set(key, value);
  return value;
}

/** The primitive that defines an atom, if it is one of these. */
export function definedBy(atom: Atom, state: Rewriting, ...names: readonly Primitive["name"][]): Primitive | undefined {
  if (atom.kind === "constant") return undefined;
  const operation = state.definitions.get(atom);
  return operation?.kind === "primitive" && names.includes(operation.name) ? operation : undefined;
}

export const usedOnce = (atom: Atom, state: Rewriting): boolean =>
  atom.kind === "value" && (state.uses.get(atom) ?? 1) <= 1;

// ---------------------------------------------------------------------------------------------------------- epochs

export const epochOf = (slot: Slot, state: Rewriting): number => Math.max(state.allEpoch, state.epochs.get(slot) ?? 0);

export function bump(effects: Effects, state: Rewriting): void {
  if (effects.all) state.allEpoch = ++state.clock;
  for (const slot of effects.slots) state.epochs.set(slot, ++state.clock);
}

// ------------------------------------------------------------------------------------------------------------ keys

/** Not `max` and `min`: on a tie their derivative goes to the first argument. */
const commutative: ReadonlySet<string> = new Set(["add", "mul", "eq", "ne", "bitand", "bitor", "bitxor"]);

const constantKey = (atom: Constant): string => {
  const text = Object.is(atom.value, -0) ? "-0" : (JSON.stringify(atom.value) ?? "undefined");
  return `${typeof atom.value}${typeof atom.value === "number" && !Number.isFinite(atom.value) ? String(atom.value) : text}${atom.text ?? ""}`;
};

export const atomKey = (atom: Atom): string => (atom.kind === "value" ? `%${atom.id}` : constantKey(atom));

export function keyKey(key: Key): string {
  if (key.kind === "entry") return `<${atomKey(key.key)}>`;
  return key.kind === "index" ? `[${atomKey(key.index)}]` : `.${key.name}`;
}

/** A text that is equal for equal operations. Addition commutes for numbers only, but a string has its own order of operands. */
export function operationKey(operation: Primitive): string {
  const keys = operation.args.map(atomKey);
  const numbers = operation.args.every((arg) =>
    arg.kind === "value" ? arg.type.kind !== "string" : typeof arg.value !== "string",
  );
  if (commutative.has(operation.name) && numbers && operation.args.length === 2) keys.sort();
  return `${operation.name} ${keys.join(" ")}`;
}

export const loadKey = (base: Atom, key: Key, state: Rewriting): string =>
  `load ${atomKey(base)}${keyKey(key)}@${epochOf(state.memory.slotOf(base, key), state)}`;

export const lengthKey = (base: Atom, state: Rewriting): string =>
  `length ${atomKey(base)}@${epochOf(state.memory.lengthOf(base), state)}`;

/** An available value may stand for another unless it has a licence for algebra that the other lacks. */
export function findAvailable(key: string, value: Value, state: Rewriting): Atom | undefined {
  const atom = state.available.get(key);
  if (atom?.kind === "value" && atom.linear && !value.linear) return undefined;
  return atom;
}

export function sameKey(a: Key, b: Key): boolean {
  if (a.kind === "index") return b.kind === "index" && sameAtom(a.index, b.index);
  if (a.kind === "entry") return b.kind === "entry" && sameAtom(a.key, b.key);
  return b.kind === "field" && a.name === b.name;
}

/** Whether a boolean surely is one: it may be missing otherwise. */
export function isSure(atom: Atom, state: Rewriting): boolean {
  if (state.isSureBoolean(atom)) return true;
  // What this walk has made is none of the function's.
  const operation = atom.kind === "constant" ? undefined : state.definitions.get(atom);
  return operation !== undefined && sourcesOfBoolean(operation)?.every((source) => isSure(source, state)) === true;
}
