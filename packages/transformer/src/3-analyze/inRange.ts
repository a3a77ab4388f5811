import type { Atom, Block, IRFunction, Statement, Store } from "../ir/types.js";
import { blocks } from "../ir/walk.js";
import { analyzeBounds } from "./bounds.js";

/**
 * The stores that are proved not to lengthen their array: the index is below its length, or the slot was read before (had it
 * been missing, the user's own value would be NaN). Requires that no array is shortened, which the caller checks.
 */
export function analyzeInRange(fn: IRFunction): (store: Store) => boolean {
  const bounds = analyzeBounds(fn);
  const proved = new Set<Store>();

  const walk = (block: Block, seen: ReadonlySet<string>): void => {
    const known = new Set(seen);
    for (const statement of block) {
      note(statement, known);
      for (const inner of blocks(statement)) walk(inner, known);
    }
  };

  const note = (statement: Statement, known: Set<string>): void => {
    if (statement.kind === "let" && statement.operation.kind === "load" && statement.operation.key.kind === "index") {
      known.add(slotName(statement.operation.base, statement.operation.key.index));
    }
    if (statement.kind === "store" && statement.key.kind === "index") {
      const name = slotName(statement.base, statement.key.index);
      if (known.has(name) || bounds.isBelowLength(statement.key.index, statement.base)) proved.add(statement);
      known.add(name);
    }
  };

  walk(fn.body, new Set());
  return (store) => store.exists === true || proved.has(store);
}

const nameOf = (atom: Atom): string => (atom.kind === "constant" ? `=${String(atom.value)}` : String(atom.id));
const slotName = (base: Atom, index: Atom): string => `${nameOf(base)}[${nameOf(index)}]`;
