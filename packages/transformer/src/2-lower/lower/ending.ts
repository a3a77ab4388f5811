import { isConstant } from "../../ir/build.js";
import type { Block, Exit, LabelId, Statement } from "../../ir/types.js";
import { visit } from "../../ir/walk.js";

/** True if the block never reaches its end, and not only because it throws: a throw needs no structure. */
export const alwaysExits = (block: Block): boolean => !fallsThrough(block) && isLeft(block);

/** Whether the end of the block may be reached. */
export const fallsThrough = (block: Block): boolean => block.every(statementFalls);

/** Whether an exit in the block goes out of it. */
export function isLeft(block: Block): boolean {
  const inside = new Set<LabelId>();
  const exits: Exit[] = [];
  visit(block, (statement) => {
    if (statement.kind === "labelled" || statement.kind === "loop") inside.add(statement.label);
    else if (statement.kind === "exit") exits.push(statement);
  });
  return exits.some((exit) => exit.label === undefined || !inside.has(exit.label));
}

function statementFalls(statement: Statement): boolean {
  switch (statement.kind) {
    case "exit":
    case "throw":
      return false;
    case "if":
      return fallsThrough(statement.then) || fallsThrough(statement.else);
    case "labelled":
      return mentions(statement.body, statement.label) || fallsThrough(statement.body);
    case "loop":
      return mentions(statement.body, statement.label) || !isConstant(statement.condition.test, true);
    default:
      return true;
  }
}

/** True if a break in the block leaves the statement with this label. */
function mentions(block: Block, label: LabelId): boolean {
  let found = false;
  visit(block, (statement) => {
    if (statement.kind === "exit" && statement.exit === "break" && statement.label === label) found = true;
  });
  return found;
}
