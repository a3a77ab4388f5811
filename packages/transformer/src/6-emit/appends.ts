import type { AliasClass, Aliases } from "../3-analyze/aliases.js";
import type { Atom, Block, Let, Operation, Statement, Store, Value } from "../ir/types.js";
import { blocks, visit } from "../ir/walk.js";

/** How arrays that grow by one element are written. */
export interface Appends {
  /** What the store that follows does by itself. */
  readonly skipped: ReadonlySet<Statement>;
  /** Stores at the old length: `a.push(x)`. */
  readonly pushes: ReadonlySet<Statement>;
}

/**
 * An array made long enough for an index and then stored to at that index grows by the store, and one stored to at its old
 * length is pushed to. Arrays have no holes, so the index is never beyond the length.
 */
export function findAppends(body: Block, aliases: Aliases): Appends {
  const definitions = new Map<Value, Operation>();
  visit(body, (statement) => {
    if (statement.kind === "let") definitions.set(statement.value, statement.operation);
  });
  const skipped = new Set<Statement>();
  const pushes = new Set<Statement>();
  const inBlock = (block: Block): void => {
    block.forEach((statement, i) => {
      for (const inner of blocks(statement)) inBlock(inner);
      if (statement.kind !== "resize" || !statement.atLeast || statement.base.kind !== "value") return;
      const { base } = statement;
      const objects = aliases.classOf(base);
      const store = block.slice(i + 1).find((later) => touches(later, objects, aliases));
      if (store?.kind !== "store" || store.base !== base || !isLast(statement.length, store, definitions)) return;
      skipped.add(statement);
      if (isOldLength(block, i, store, base, objects, aliases)) pushes.add(store);
    });
  };
  inBlock(body);
  return { skipped, pushes };
}

/** Whether the statement goes through an object of the class, or might. */
function touches(statement: Statement, objects: AliasClass, aliases: Aliases): boolean {
  switch (statement.kind) {
    case "store":
    case "accumulate":
    case "resize":
    case "fill":
      return statement.base.kind === "value" && aliases.classOf(statement.base) === objects;
    case "tapeStore":
    case "note":
      return false;
    case "let":
      return !isElsewhere(statement, objects, aliases);
    default:
      return true;
  }
}

function isElsewhere({ operation }: Let, objects: AliasClass, aliases: Aliases): boolean {
  switch (operation.kind) {
    case "primitive":
    case "global":
    case "tapeLoad":
      return true;
    case "load":
    case "hasField":
    case "length":
      return operation.base.kind === "value" && aliases.classOf(operation.base) !== objects;
    case "makeArray":
    case "makeRecord":
    case "newArray":
      return true;
    default:
      return false;
  }
}

/** Whether a length is the stored index and one more. */
function isLast(length: Atom, { key }: Store, definitions: ReadonlyMap<Value, Operation>): boolean {
  if (key.kind !== "index") return false;
  const { index } = key;
  if (length.kind === "constant") {
    return index.kind === "constant" && Number.isInteger(index.value) && length.value === Number(index.value) + 1;
  }
  const sum = definitions.get(length);
  if (sum?.kind !== "primitive" || sum.name !== "add") return false;
  const [x, by] = sum.args;
  return x === index && by?.kind === "constant" && by.value === 1;
}

/** Whether the index of the store was measured in this block, and nothing has changed the length since. */
function isOldLength(
  block: Block,
  resizeAt: number,
  store: Store,
  base: Value,
  objects: AliasClass,
  aliases: Aliases,
): boolean {
  const index = store.key.kind === "index" ? store.key.index : undefined;
  const measured = block.findIndex((one) => one.kind === "let" && one.value === index);
  const measure = block[measured];
  if (measure?.kind !== "let" || measure.operation.kind !== "length" || measure.operation.base !== base) return false;
  return block.slice(measured + 1, resizeAt).every((one) => {
    if (one.kind === "let") return one.operation.kind !== "opaque";
    if (one.kind === "store" || one.kind === "resize") return !touches(one, objects, aliases);
    return one.kind === "accumulate" || one.kind === "tapeStore" || one.kind === "note" || one.kind === "fill";
  });
}
