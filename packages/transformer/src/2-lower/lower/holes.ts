import { newScope } from "../../ir/build.js";
import type { Atom, Block } from "../../ir/types.js";
import { hasEntry } from "./entries.js";
import { countedLoop } from "./iterate.js";
import { inBlock, type Lowering } from "./state.js";
import { lengthOf, test, typeOf } from "./values.js";

// An array made by its length, or stored to beyond it, has holes, which some methods pass by. Whether one can be there is not known
// while the program is lowered: every test for one is written, and proveDense drops those of arrays that have none.

const isPlain = (base: Atom): boolean => {
  const type = typeOf(base);
  return type.kind === "array" && type.storage === "Array";
};

/** What is done with an element, unless it is a hole. */
export function whereElement(l: Lowering, base: Atom, index: Atom, action: (inner: Lowering) => void): void {
  if (isPlain(base)) push(l, hasEntry(l, base, index, true), inBlock(l, action));
  else action(l);
}

/** For what would move holes, or see them in its own way: there the derivative refuses an array that has one. */
export function requireDense(l: Lowering, base: Atom): void {
  if (!isPlain(base) || isJustFilled(l, base)) return;
  countedLoop(l, lengthOf(l, base), (inner, index) => {
    const isHole = test(inner, "not", hasEntry(inner, base, index, true));
    push(inner, isHole, [{ kind: "throw", text: sparse, args: [], span: undefined }]);
  });
}

/** A copy by a spread, or a literal, of which nobody else knows yet. */
function isJustFilled(l: Lowering, base: Atom): boolean {
  const last = l.out.statements.at(-1);
  if (last?.kind !== "let" || last.value !== base) return false;
  return last.operation.kind === "makeArray" || (last.operation.kind === "slice" && last.operation.iterates === true);
}

const sparse = 'new Error("cotangent: this method is not supported on an array with holes")';

function push(l: Lowering, condition: Atom, then: Block): void {
  const scope = newScope(l.program.ctx.ids);
  l.out.push({ kind: "if", scope, condition, then, else: [], results: [], span: undefined });
}
