import { typesEqual } from "../../ir/type.js";
import type { ArrayType, Atom, Block, Statement } from "../../ir/types.js";
import { visit } from "../../ir/walk.js";
import type { ProgramState } from "./state.js";
import { typeOf } from "./values.js";

/** Whether statements, or functions that they call, may make an array of this type shorter. */
export function shortens(program: ProgramState, block: Block, type: ArrayType): boolean {
  const seen = new Set<number>();
  const bodies = new Map([...program.instances.values()].map((activation) => [activation.ref.id, activation.body]));
  const search = (statements: Block): boolean => {
    let found = false;
    const sums = new Set<Atom>();
    const look = (statement: Statement): void => {
      if (statement.kind === "let" && statement.operation.kind === "primitive" && statement.operation.name === "add") {
        sums.add(statement.value);
      } else if (statement.kind === "resize" && !statement.atLeast) {
        // A push makes the array longer: its length is a sum.
        found ||= !sums.has(statement.length) && typesEqual(typeOf(statement.base), type);
      } else if (statement.kind === "call" && !seen.has(statement.callee.id)) {
        seen.add(statement.callee.id);
        const body = bodies.get(statement.callee.id);
        found ||= body !== undefined && search(body);
      }
    };
    visit(statements, look);
    return found;
  };
  return search(block);
}
