import { hostText } from "../ir/operations.js";
import type { Block, IRFunction, Program, Statement } from "../ir/types.js";
import { blocks, visit, withBlocks } from "../ir/walk.js";

// Where f runs again, for its tangents by another number or because nothing was kept of the first time, it is silent.

const isOutput = (statement: Statement): boolean =>
  statement.kind === "let" &&
  statement.operation.kind === "opaque" &&
  statement.value.type.kind === "undefined" &&
  hostText(statement.operation).startsWith("console.");

/** Some function of the program writes to the console. */
export function writesOutput({ functions }: Program): boolean {
  let found = false;
  for (const fn of functions.values())
    visit(fn.body, (statement) => {
      found ||= isOutput(statement);
    });
  return found;
}

/** The program without what it writes to the console. */
export function silence(program: Program): Program {
  if (!writesOutput(program)) return program;
  const silent = (fn: IRFunction): IRFunction => ({ ...fn, body: withoutOutput(fn.body) });
  const functions = new Map([...program.functions].map(([id, fn]) => [id, silent(fn)]));
  return { root: functions.get(program.root.ref.id) ?? silent(program.root), functions };
}

const withoutOutput = (block: Block): Block =>
  block
    .filter((statement) => !isOutput(statement))
    .map((statement) => withBlocks(statement, blocks(statement).map(withoutOutput)));
