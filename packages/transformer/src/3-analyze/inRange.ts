import type { Atom, Block, IRFunction, Operation, Statement, Store, Value } from "../ir/types.js";
import { blocks, visit } from "../ir/walk.js";
import { analyzeBounds } from "./bounds.js";
import { analyzeMayMiss, askedFor } from "./mayMiss.js";
import { asksNotForTheNumber } from "./needed.js";

/**
 * The stores that are proved not to lengthen their array: the index is one below its length, or the slot was read before (had it
 * been missing, the user's own value would be NaN; so reads count that need an element to be there, and not `a[i] ?? 0`). What is stored
 * beside a typed array is lost, so that nobody sees it: `a[i + 1] += x` proves nothing of that.
 * Requires that no array is shortened, which the caller checks.
 */
export function analyzeInRange(fn: IRFunction): (store: Store) => boolean {
  const bounds = analyzeBounds(fn);
  const mayMiss = analyzeMayMiss(fn, { isCalled: true, loopsMayBeEmpty: false });
  const asked = askedFor(fn);
  const proved = new Set<Store>();
  const lets = new Map<Value, Operation>();
  visit(fn.body, (statement) => {
    if (statement.kind === "let") lets.set(statement.value, statement.operation);
  });

  const walk = (block: Block, seen: ReadonlySet<string>): void => {
    const known = new Set(seen);
    for (const statement of block) {
      note(statement, known);
      for (const inner of blocks(statement)) walk(inner, known);
    }
  };

  /** Whether a stored number is computed from what was in the slot: had that been missing, it would be NaN. */
  const isComputedFrom = (value: Atom, name: string, depth = 0): boolean => {
    const operation = value.kind === "value" && depth < deepest ? lets.get(value) : undefined;
    if (operation?.kind === "load" && operation.key.kind === "index")
      return depth > 0 && slotName(operation.base, operation.key.index) === name;
    if (operation?.kind !== "primitive" || asksNotForTheNumber(operation)) return false;
    return operation.args.some((arg) => isComputedFrom(arg, name, depth + 1));
  };

  /** Slots of typed arrays that are changed by what is read from them. */
  const changed = new Set<string>();
  visit(fn.body, (statement) => {
    if (statement.kind !== "store" || statement.key.kind !== "index" || !isTyped(statement.base)) return;
    const name = slotName(statement.base, statement.key.index);
    if (isComputedFrom(statement.value, name)) changed.add(name);
  });

  const note = (statement: Statement, known: Set<string>): void => {
    if (statement.kind === "let" && statement.operation.kind === "load" && statement.operation.key.kind === "index") {
      const name = slotName(statement.operation.base, statement.operation.key.index);
      if (mayMiss(statement.value) || asked.has(statement.value) || changed.has(name)) return;
      known.add(name);
    }
    if (statement.kind === "store" && statement.key.kind === "index") {
      const name = slotName(statement.base, statement.key.index);
      if (
        known.has(name) ||
        (!isTyped(statement.base) && isComputedFrom(statement.value, name)) ||
        (bounds.isFromZero(statement.key.index) && bounds.isBelowLength(statement.key.index, statement.base))
      )
        proved.add(statement);
      if (!isTyped(statement.base) || proved.has(statement)) known.add(name);
    }
  };

  walk(fn.body, new Set());
  return (store) => store.exists === true || proved.has(store);
}

const isTyped = (base: Atom): boolean =>
  base.kind === "value" && base.type.kind === "array" && base.type.storage !== "Array";

const deepest = 6;
const nameOf = (atom: Atom): string => (atom.kind === "constant" ? `=${String(atom.value)}` : String(atom.id));
const slotName = (base: Atom, index: Atom): string => `${nameOf(base)}[${nameOf(index)}]`;
