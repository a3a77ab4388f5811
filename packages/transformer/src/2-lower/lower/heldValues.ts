import type { ts } from "../../frontend/ts.js";
import type { BlockBuilder } from "../../ir/build.js";
import { resolveType } from "../../ir/type.js";
import type { Atom, Statement, Variable } from "../../ir/types.js";
import { visit } from "../../ir/walk.js";
import { type Cell, readCell } from "./cells.js";
import { isBeforeCapture } from "./lifetimes.js";
import { isUnionType } from "./mixing.js";
import type { Scope } from "./scope.js";
import type { FunctionValue, Lowering } from "./state.js";
import { mayBeMissing, read, typeOf } from "./values.js";

// A parameter that a function assigns, `if (n === undefined) n = 1`, holds a known value up to there: what is asked of it before, and
// after an assignment without a loop or a branch between, has an answer now.

/** A variable, or the record that one is which functions capture. */
type Place = Variable | Atom;

/** What assignments in a block leave in variables; undefined is what is not known. So far as the block was looked at. */
export interface HeldInBlock {
  seen: number;
  readonly last: Map<Place, Atom | undefined>;
  /** The block that this one is a part of, if it runs there, and once at most. */
  readonly outer: BlockBuilder | undefined;
}

/** The value of a variable that is read by its name. */
export function readVariable(l: Lowering, variable: Variable): Atom {
  const held = heldIn(l, variable);
  if (held === undefined) return read(l, variable);
  if (held.kind === "constant" && (typeof held.value === "string" || held.value === undefined || held.value === null))
    return held;
  if (typeOf(held).kind === "undefined") return held;
  const content = l.program.contents.get(held);
  if (content !== undefined) return content;
  if (isUnionType(resolveType(variable.type)) && !isUnionType(typeOf(held))) return held;
  const value = read(l, variable);
  if (!mayBeMissing(l, held)) l.program.elements.delete(value);
  const classes = l.program.exact.get(held);
  if (classes !== undefined) l.program.exact.set(value, classes);
  const items = l.program.rests.get(held);
  if (items !== undefined) l.program.rests.set(value, items);
  const texts = l.program.texts.get(held);
  if (texts !== undefined) l.program.texts.set(value, texts);
  return value;
}

/** The same of a variable that is memory, while no function sees it that could change it: the value of one kind that it holds. */
export function readCellHere(l: Lowering, cell: Cell, scope: Scope, node: ts.Node, name: string): Atom {
  const { declaration, record, type } = cell;
  const isMixed = isUnionType(resolveType(type)) && scope.owner === l.activation && declaration !== undefined;
  const held = isMixed && isBeforeCapture(declaration, node, name) ? heldIn(l, record) : undefined;
  return (held && l.program.contents.get(held)) ?? readCell(l, cell, scope);
}

/** The function that a variable surely holds, if it captures nothing: `result = result === f ? g : result`. */
export function heldFunction(l: Lowering, variable: Variable): FunctionValue | undefined {
  const held = heldIn(l, variable);
  return held && l.program.functionsMade.get(held);
}

/** What a variable holds at the end of what is lowered so far, in this block and in those that it is a part of. */
function heldIn(l: Lowering, variable: Place): Atom | undefined {
  for (let block: BlockBuilder | undefined = l.out; block !== undefined; ) {
    const { last, outer } = assignedIn(l, block);
    if (last.has(variable)) return last.get(variable);
    block = outer;
  }
  return undefined;
}

function assignedIn({ program }: Lowering, block: BlockBuilder): HeldInBlock {
  const known = program.held.get(block) ?? { seen: 0, last: new Map(), outer: undefined };
  program.held.set(block, known);
  const { statements } = block;
  for (const statement of statements.slice(known.seen)) note(known, statement);
  known.seen = statements.length;
  return known;
}

function note({ last }: HeldInBlock, statement: Statement): void {
  if (statement.kind === "assign") last.set(statement.variable, statement.value);
  else if (statement.kind === "store") last.set(statement.base, statement.value);
  else if (statement.kind === "let" && statement.operation.kind === "makeRecord")
    last.set(statement.value, statement.operation.fields[0]?.value);
  else
    visit([statement], (inner) => {
      if (inner.kind === "assign") last.set(inner.variable, undefined);
      if (inner.kind === "store") last.set(inner.base, undefined);
    });
}

/** Whether a variable surely holds something at the end of what is lowered so far; undefined if this block did not assign it. */
export function holdsSomething(l: Lowering, variable: Variable): boolean | undefined {
  const { last } = assignedIn(l, l.out);
  if (!last.has(variable)) return undefined;
  const value = last.get(variable);
  return value !== undefined && typeOf(value).kind !== "undefined" && !mayBeMissing(l, value);
}

/** From here on a variable holds what is known to be the same value. */
export function holdNow(l: Lowering, variable: Variable, value: Atom): void {
  assignedIn(l, l.out).last.set(variable, value);
}
