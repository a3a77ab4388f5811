import type { Atom, Block, IRFunction, Statement, Value } from "../../../../../packages/transformer/src/ir/types.js";
import { blocks, definitions, parameters, uses, visit } from "../../../../../packages/transformer/src/ir/walk.js";
import type { Place } from "../../places.js";

/** The block around a statement that runs as a whole, past the branches: the body of a loop or a function. */
export interface Region {
  readonly block: Block;
  /** The same block of the function that was changed. */
  readonly changed: Block;
}

export function regionOf({ outer, statement }: Place, fn: IRFunction, changed: IRFunction): Region | undefined {
  const loop = outer.findLastIndex(({ kind }) => kind !== "if");
  let [block, other] = [fn.body, changed.body];
  for (const [k, owner] of outer.slice(0, loop + 1).entries()) {
    const next = outer[k + 1] ?? statement;
    const index = block.indexOf(owner);
    const inner = blocks(owner).findIndex((one) => one.includes(next));
    const twin = other[index];
    if (index < 0 || inner < 0 || twin === undefined) return undefined;
    [block, other] = [blocks(owner)[inner]!, blocks(twin)[inner]!];
  }
  return { block, changed: other };
}

/** The values of a block that something outside of it names: `whole` is all that may. */
export function givenBy(block: Block, whole: IRFunction): ReadonlySet<Atom> {
  const made = new Set<Value>();
  const collect = (inner: Block): void => {
    for (const statement of inner) {
      for (const value of definitions(statement)) made.add(value);
      if (statement.kind === "if") blocks(statement).forEach(collect);
    }
  };
  collect(block);
  const given = new Set<Atom>(whole.results);
  const look = (inner: Block): void => {
    if (inner === block) return;
    for (const statement of inner) {
      for (const atom of uses(statement)) given.add(atom);
      blocks(statement).forEach(look);
    }
  };
  look(whole.body);
  return new Set([...made].filter((value) => given.has(value)));
}

/** Everything that a statement and the blocks in it name. */
export function namedIn(statement: Statement): readonly Atom[] {
  return [...uses(statement), ...blocks(statement).flatMap((inner) => inner.flatMap(namedIn))];
}

/** What a loop or branch defines in itself. */
export function madeIn(statement: Statement): ReadonlySet<Atom> {
  const made = new Set<Atom>(parameters(statement));
  for (const inner of blocks(statement))
    visit(inner, (one) => {
      for (const value of [...definitions(one), ...parameters(one)]) made.add(value);
    });
  return made;
}

/** A statement without the atoms that it names and the blocks in it. */
export const shapeOf = (statement: Statement): string => JSON.stringify(statement, withoutParts);

const parts = new Set(["span", "body", "block", "then", "else", "element", "frame", "because"]);

function withoutParts(key: string, part: unknown): unknown {
  if (parts.has(key)) return undefined;
  const { kind } = (part ?? {}) as { readonly kind?: string };
  return kind === "value" || kind === "constant" ? "" : part;
}
