import type { BlockBuilder } from "../../ir/build.js";
import { resolveType } from "../../ir/type.js";
import type { Atom, Statement, Variable } from "../../ir/types.js";
import { visit } from "../../ir/walk.js";
import { isUnionType } from "./mixing.js";
import type { FunctionValue, Lowering } from "./state.js";
import { mayBeMissing, read, typeOf } from "./values.js";

// A parameter that a function assigns, `if (n === undefined) n = 1`, holds a known value up to there: what is asked of it before, and
// after an assignment without a loop or a branch between, has an answer now.

/** What assignments in a block leave in variables; undefined is what is not known. So far as the block was looked at. */
export interface HeldInBlock {
  seen: number;
  readonly last: Map<Variable, Atom | undefined>;
  /** The block that this one is a part of, if it runs there, and once at most. */
  readonly outer: BlockBuilder | undefined;
}

/** The value of a variable that is read by its name. */
export function readVariable(l: Lowering, variable: Variable): Atom {
  const held = heldIn(l, variable);
  if (held === undefined) return read(l, variable);
  if (held.kind === "constant" && (held.value === undefined || held.value === null)) return held;
  if (typeOf(held).kind === "undefined") return held;
  const content = l.program.contents.get(held);
  if (content !== undefined) return content;
  if (isUnionType(resolveType(variable.type)) && !isUnionType(typeOf(held))) return held;
  const value = read(l, variable);
  if (!mayBeMissing(l, held)) l.program.elements.delete(value);
  const classes = l.program.exact.get(held);
  if (classes !== undefined) l.program.exact.set(value, classes);
  return value;
}

/** The function that a variable surely holds, if it captures nothing: `result = result === f ? g : result`. */
export function heldFunction(l: Lowering, variable: Variable): FunctionValue | undefined {
  const held = heldIn(l, variable);
  return held && l.program.functionsMade.get(held);
}

/** What a variable holds at the end of what is lowered so far, in this block and in those that it is a part of. */
function heldIn(l: Lowering, variable: Variable): Atom | undefined {
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
  else
    visit([statement], (inner) => {
      if (inner.kind === "assign") last.set(inner.variable, undefined);
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
