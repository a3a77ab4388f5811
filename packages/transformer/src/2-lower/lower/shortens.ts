import { analyzeLengthening } from "../../3-analyze/lengthening.js";
import { resolveType } from "../../ir/type.js";
import type { ArrayType, Block, Statement, Type } from "../../ir/types.js";
import { visit } from "../../ir/walk.js";
import type { ProgramState } from "./state.js";
import { typeOf } from "./values.js";

/** Whether statements, or functions that they call, may make an array of this type shorter. */
export function shortens(program: ProgramState, block: Block, type: ArrayType): boolean {
  const seen = new Set<number>();
  const bodies = new Map([...program.instances.values()].map((activation) => [activation.ref.id, activation.body]));
  const search = (statements: Block): boolean => {
    let found = false;
    const isGrowth = analyzeLengthening(statements);
    const look = (statement: Statement): void => {
      if (statement.kind === "resize") {
        found ||= !isGrowth(statement) && mayBeEqual(typeOf(statement.base), type);
      } else if (statement.kind === "call" && !seen.has(statement.callee.id)) {
        seen.add(statement.callee.id);
        const body = bodies.get(statement.callee.id);
        // A body that is not there yet may do anything.
        found ||= body === undefined || body.length === 0 || search(body);
      }
    };
    visit(statements, look);
    return found;
  };
  return search(block);
}

/** Types that are one, or may become one when more is known of their elements. */
function mayBeEqual(a: Type, b: ArrayType): boolean {
  if (a.kind !== "array") return a.kind === "variable";
  const [x, y] = [resolveType(a.element), resolveType(b.element)];
  return a.storage === b.storage && (x.kind === y.kind || x.kind === "variable" || y.kind === "variable");
}
