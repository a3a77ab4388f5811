import { anyEntry, anyIndex } from "../../3-analyze/slots.js";
import { constant, elementKey, fieldKey, isConstant, numberType, sameAtom, zero } from "../../ir/build.js";
import type {
  Accumulate,
  Atom,
  Key,
  Length,
  Let,
  Load,
  Operation,
  PrimitiveName,
  Resize,
  Statement,
  Store,
  Value,
} from "../../ir/types.js";
import type { Slot } from "./effects.js";
import {
  atomKey,
  bump,
  definedBy,
  emit,
  epochOf,
  findAvailable,
  lengthKey,
  loadKey,
  type Rewriting,
  replace,
  usedOnce,
} from "./rewriting.js";

/** Contents that only a load of linear memory may take for granted: an index out of range would show the difference. */
const linearKey = (key: string): string => `linear ${key}`;

export function rewriteLoad(statement: Let, load: Load, state: Rewriting, out: Statement[]): void {
  const { value } = statement;
  if (!state.full) {
    out.push(statement);
    return;
  }
  const key = loadKey(load.base, load.key, state);
  const known = findAvailable(key, value, state) ?? (value.linear ? state.available.get(linearKey(key)) : undefined);
  if (known !== undefined) {
    // A cotangent that is missing counts as 0.
    const isNothing = value.linear && value.type.kind === "number" && isConstant(known, undefined, null);
    replace(value, isNothing ? zero : known, state);
    return;
  }
  if (isStillZero(load, value, state)) {
    replace(value, zero, state);
    return;
  }
  state.available.set(key, value);
  out.push(statement);
}

function isStillZero(load: Load, value: Value, state: Rewriting): boolean {
  if (!value.linear || value.type.kind !== "number" || load.base.kind === "constant") return false;
  const fact = state.memoryFacts.get(load.base);
  return fact?.zeroEpoch === epochOf(state.memory.slotOf(load.base, load.key), state);
}

export function rewriteLength(statement: Let, length: Length, state: Rewriting, out: Statement[]): void {
  const { value } = statement;
  if (!state.full) {
    out.push(statement);
    return;
  }
  const base = sameLength(length.base, state);
  const key = lengthKey(base, state);
  const known = findAvailable(key, value, state);
  if (known !== undefined) {
    replace(value, known, state);
    return;
  }
  state.available.set(key, value);
  const operation: Length = { kind: "length", base };
  state.definitions.set(value, operation);
  out.push({ ...statement, operation });
}

/** The array whose length an allocation was given, if neither has been resized. */
function sameLength(base: Atom, state: Rewriting): Atom {
  let at = base;
  while (at.kind === "value" && state.available.get(lengthKey(at, state)) === undefined) {
    const fact = state.memoryFacts.get(at);
    if (fact?.lengthOf === undefined) break;
    const other = fact.lengthOf;
    const untouched =
      fact.ownLengthEpoch === epochOf(state.memory.lengthOf(at), state) &&
      fact.otherLengthEpoch === epochOf(state.memory.lengthOf(other), state);
    if (!untouched) break;
    at = other;
  }
  return at;
}

const contentsOf = (value: Value, state: Rewriting): Slot =>
  state.memory.slotOf(value, value.type.kind === "map" ? anyEntry : anyIndex);

/** What is known of a fresh object: its elements or fields, its length, that it is zero. */
export function recordAllocation(value: Value, operation: Operation, state: Rewriting): void {
  if (!state.full) return;
  state.definitions.set(value, operation);
  const fact = (lengthOf: Atom | undefined, isZero: boolean): void => {
    state.memoryFacts.set(value, {
      lengthOf,
      ownLengthEpoch: epochOf(state.memory.lengthOf(value), state),
      otherLengthEpoch: lengthOf === undefined ? 0 : epochOf(state.memory.lengthOf(lengthOf), state),
      zeroEpoch: isZero ? epochOf(contentsOf(value, state), state) : undefined,
    });
  };
  const contains = (key: Key, atom: Atom): void => {
    if (keepsBits(value)) state.available.set(loadKey(value, key, state), atom);
  };
  switch (operation.kind) {
    case "makeArray":
      operation.elements.forEach((element, i) => {
        contains(elementKey(value.type, i), element);
      });
      state.available.set(lengthKey(value, state), constant(operation.elements.length));
      break;
    case "makeRecord":
      for (const field of operation.fields) contains(fieldKey(field.name), field.value);
      break;
    case "newArray":
      if (isLength(operation.length, state)) state.available.set(lengthKey(value, state), operation.length);
      fact(undefined, operation.fill === undefined || isConstant(operation.fill, 0));
      break;
    case "newMap":
      // Of a shadow only: an entry that is not there is a cotangent of 0.
      if (value.linear) fact(undefined, true);
      else state.available.set(lengthKey(value, state), zero);
      break;
    case "slice":
      if (operation.start === undefined && operation.end === undefined) fact(operation.base, false);
      break;
    case "zerosLike":
      fact(operation.mayMiss === true ? undefined : operation.of, true);
      break;
  }
}

const isLength = (atom: Atom, state: Rewriting): boolean =>
  atom.kind === "constant"
    ? Number.isInteger(atom.value) && Number(atom.value) >= 0
    : state.definitions.get(atom)?.kind === "length";

/** Whether a number comes out of a memory as it went in. */
const keepsBits = (base: Atom): boolean =>
  base.kind === "value" &&
  (base.type.kind !== "array" || base.type.storage === "Array" || base.type.storage === "Float64Array");

export function rewriteStore(statement: Store | Accumulate, state: Rewriting, out: Statement[]): void {
  const { base, key } = statement;
  const effects = state.memory.effectsOf(statement);
  if (!state.full) {
    out.push(statement);
    bump(effects, state);
    return;
  }
  if (statement.kind === "accumulate") {
    if (isConstant(statement.value, 0, -0)) {
      state.changes++;
      return;
    }
    out.push(statement);
    bump(effects, state);
    return;
  }
  const content = contentOf(base, key, state);
  if (content !== undefined && sameAtom(content, statement.value) && storesNothingNew(statement)) {
    state.changes++;
    return;
  }
  const added = content === undefined ? undefined : addedTo(content, statement.value, state, out);
  if (added !== undefined) {
    state.changes++;
    out.push({ kind: "accumulate", base, key, value: added, linear: statement.linear });
    bump(effects, state);
    return;
  }
  out.push(statement);
  bump(effects, state);
  if (!keepsBits(base)) return;
  // A store out of range is lost on a typed array.
  const certain = base.kind === "value" && !(base.type.kind === "array" && base.type.storage !== "Array");
  const now = loadKey(base, key, state);
  state.available.set(certain ? now : linearKey(now), statement.value);
}

/** What lengthens an array by a number need not shorten it, and what is long enough is not lengthened. */
export function rewriteResize(statement: Resize, state: Rewriting, out: Statement[]): void {
  const { base, length, beside } = statement;
  if (!state.full) {
    out.push(statement);
    bump(state.memory.effectsOf(statement), state);
    return;
  }
  const place = beside === undefined ? "" : ` ${atomKey(beside)}`;
  const reached = (): string => `reached ${atomKey(length)}${place} ${lengthKey(base, state)}`;
  const known = state.available.get(lengthKey(base, state));
  if (known !== undefined && sameAtom(known, length) && beside === undefined) {
    state.changes++;
    return;
  }
  if (statement.atLeast && state.available.get(reached()) !== undefined) {
    state.changes++;
    return;
  }
  const [from, by] = definedBy(length, state, "add")?.args ?? [];
  const grows =
    known !== undefined &&
    from !== undefined &&
    sameAtom(from, known) &&
    by?.kind === "constant" &&
    Number(by.value) > 0;
  out.push(grows ? { ...statement, atLeast: true } : statement);
  bump(state.memory.effectsOf(statement), state);
  state.available.set(reached(), length);
  if (grows) state.available.set(lengthKey(base, state), length);
}

const contentOf = (base: Atom, key: Key, state: Rewriting): Atom | undefined => {
  const name = loadKey(base, key, state);
  return state.available.get(name) ?? state.available.get(linearKey(name));
};

/** Storing what is there already; on an ordinary array it might still make the array longer, on a map add an entry. */
const storesNothingNew = ({ base, key, value }: Store): boolean =>
  key.kind === "field" ||
  (key.kind === "index" && value.kind === "constant") ||
  (value.kind === "value" && value.linear) ||
  (base.kind === "value" && base.type.kind === "array" && base.type.storage !== "Array");

const longestChain = 6;

/** `x` where the stored value is the content plus `x`, on linear memory: the store is `base[key] += x`. */
function addedTo(content: Atom, stored: Atom, state: Rewriting, out: Statement[], depth = 0): Atom | undefined {
  if (content.kind === "constant" || !content.linear) return undefined;
  if (stored.kind === "constant" || !stored.linear || depth > longestChain || !usedOnce(stored, state))
    return undefined;
  const sum = definedBy(stored, state, "add", "sub");
  const [a, b] = sum?.args ?? [];
  if (sum === undefined || a === undefined || b === undefined) return undefined;
  const define = (name: PrimitiveName, ...args: readonly Atom[]): Atom =>
    emit({ kind: "primitive", name, args }, numberType, true, state, out);
  if (sameAtom(a, content)) return sum.name === "add" ? b : define("neg", b);
  if (sum.name === "add" && sameAtom(b, content)) return a;
  const rest = addedTo(content, a, state, out, depth + 1);
  if (rest !== undefined) return define(sum.name, rest, b);
  const other = sum.name === "add" ? addedTo(content, b, state, out, depth + 1) : undefined;
  return other === undefined ? undefined : define("add", a, other);
}
