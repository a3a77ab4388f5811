import { analyzeLengthening } from "../../3-analyze/lengthening.js";
import type { ts } from "../../frontend/ts.js";
import { resolveType } from "../../ir/type.js";
import type { ArrayType, Block, Type } from "../../ir/types.js";
import { visit } from "../../ir/walk.js";
import { bodiesById } from "./bodies.js";
import type { ProgramState } from "./state.js";
import { typeOf } from "./values.js";

/** Whether what is done with the elements of an array may make it shorter; calls of functions not lowered yet were taken not to. */
export interface Shortening {
  readonly node: ts.Node;
  readonly block: Block;
  readonly type: ArrayType;
}

/** Whether statements, or functions that they call, may make an array of this type shorter. */
export function shortens(program: ProgramState, work: Shortening): boolean {
  if (program.facts.shortened.has(work.node)) return true;
  const { found, isOpen } = searchShortening(program, work);
  if (!found && isOpen) program.shortenings.push(work);
  return found;
}

/** Now that every function is lowered: what was assumed wrongly becomes a fact. */
export function checkShortening(program: ProgramState): void {
  for (const work of program.shortenings) {
    if (searchShortening(program, work).found) program.facts.shortened.add(work.node);
  }
}

function searchShortening(
  program: ProgramState,
  { block, type }: Shortening,
): { readonly found: boolean; readonly isOpen: boolean } {
  const seen = new Set<number>();
  const bodies = bodiesById(program);
  let found = false;
  let isOpen = false;
  const search = (statements: Block): void => {
    const isGrowth = analyzeLengthening(statements);
    visit(statements, (statement) => {
      if (statement.kind === "resize") {
        found ||= !isGrowth(statement) && mayBeEqual(typeOf(statement.base), type);
      } else if (statement.kind === "call" && !seen.has(statement.callee.id)) {
        seen.add(statement.callee.id);
        const body = bodies.get(statement.callee.id) ?? [];
        isOpen ||= body.length === 0;
        search(body);
      }
    });
  };
  search(block);
  return { found, isOpen };
}

/** Types that are one, or may become one when more is known of their elements. */
function mayBeEqual(a: Type, b: ArrayType): boolean {
  if (a.kind !== "array") return a.kind === "variable";
  const [x, y] = [resolveType(a.element), resolveType(b.element)];
  return a.storage === b.storage && (x.kind === y.kind || x.kind === "variable" || y.kind === "variable");
}
