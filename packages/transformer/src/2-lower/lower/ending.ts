import { isConstant } from "../../ir/build.js";
import type { Block, LabelId, Statement } from "../../ir/types.js";
import { visit } from "../../ir/walk.js";

/** True if the block never reaches its end, and not only because it throws: a throw needs no structure. */
export function alwaysExits(block: Block): boolean {
  const end = ending(block);
  return !end.falls && end.exits;
}

export interface Ending {
  readonly falls: boolean;
  readonly exits: boolean;
}

export function ending(block: Block): Ending {
  let exits = false;
  for (const statement of block) {
    const end = endingOf(statement);
    exits ||= end.exits;
    if (!end.falls) return { falls: false, exits };
  }
  return { falls: true, exits };
}

function endingOf(statement: Statement): Ending {
  switch (statement.kind) {
    case "exit":
      return { falls: false, exits: true };
    case "throw":
      return { falls: false, exits: false };
    case "if": {
      const then = ending(statement.then);
      const otherwise = ending(statement.else);
      return { falls: then.falls || otherwise.falls, exits: then.exits || otherwise.exits };
    }
    case "labelled":
    case "loop": {
      const body = ending(statement.body);
      const broken = mentions(statement.body, statement.label);
      const endless = statement.kind === "loop" && isConstant(statement.condition.test, true);
      const falls = broken || (statement.kind === "loop" ? !endless : body.falls);
      return { falls, exits: body.exits };
    }
    default:
      return { falls: true, exits: false };
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
