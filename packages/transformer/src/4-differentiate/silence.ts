import { hostText, isAttempt } from "../ir/operations.js";
import type { Block, IRFunction, Let, Opaque, Program, Statement } from "../ir/types.js";
import { blocks, visit, withBlocks } from "../ir/walk.js";

// Where f runs again, for its tangents by another number or because nothing was kept of the first time, it is silent.

const isOutput = (statement: Statement): statement is Let & { readonly operation: Opaque } =>
  statement.kind === "let" &&
  statement.operation.kind === "opaque" &&
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
  block.flatMap((statement): readonly Statement[] => {
    if (!isOutput(statement)) return [withBlocks(statement, blocks(statement).map(withoutOutput))];
    const { operation } = statement;
    // Inside `try` the program asks whether it failed.
    return isAttempt(operation.text)
      ? [{ ...statement, operation: { ...operation, text: silentAttempt, args: [] } }]
      : [];
  });

const silentAttempt = "attempt(() => undefined)";
