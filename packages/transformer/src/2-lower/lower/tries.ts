import { spanOf } from "../../frontend/frontend.js";
import type { ts } from "../../frontend/ts.js";
import { constant, newLabel, newScope, newVariable, numberType } from "../../ir/build.js";
import type { Block, LabelId, Span, Statement } from "../../ir/types.js";
import { blocks, visit, withBlocks } from "../../ir/walk.js";
import { declarePattern } from "./destructuring.js";
import { fallsThrough } from "./ending.js";
import type { CatchHandler, FinallyHandler } from "./handlers.js";
import { freshType, inBlock, type Lowering } from "./state.js";
import { inner, lowerStatements } from "./statements.js";
import { assign, read, test } from "./values.js";

/** `try` is a labelled block: an exception that is thrown inside it is a jump out of it. */
export function lowerTry(l: Lowering, node: ts.TryStatement): void {
  if (node.finallyBlock === undefined) lowerCatching(l, node);
  else lowerFinally(l, node, node.finallyBlock);
}

/** The block that `catch` guards, then the clause. A clause that nothing can reach is not looked at. */
function lowerCatching(l: Lowering, node: ts.TryStatement): void {
  const { tryBlock, catchClause: clause } = node;
  if (clause === undefined) {
    lowerStatements(inner(l), tryBlock.statements);
    return;
  }
  const { facts } = l.program;
  const { ids } = l.program.ctx;
  const handler: CatchHandler = {
    kind: "catch",
    label: newLabel(ids),
    exception: newVariable(ids, "error", freshType(l.program)),
    isReached: false,
    watches: facts.watched.has(node) ? "all" : facts.trusting.has(node) ? "asserted" : "none",
    isTrusting: false,
  };
  const body = inBlock(l, (at) => lowerStatements(inner(at), tryBlock.statements), {
    handlers: [...l.handlers, handler],
  });
  if (!handler.isReached) {
    facts.watched.add(node);
    append(l, body);
    return;
  }
  if (handler.isTrusting) facts.trusting.add(node);
  const caught = inBlock(l, (at) => lowerClause(at, clause, handler));
  const done = newLabel(ids);
  const thenLeave = (block: Block): Block =>
    fallsThrough(block)
      ? [...block, { kind: "exit", exit: "break", label: done, value: undefined, span: undefined }]
      : block;
  const whole = replaceOnlyJump(thenLeave(body), handler.label, thenLeave(caught)) ?? [
    { kind: "labelled", label: handler.label, body: thenLeave(body) },
    ...caught,
  ];
  l.out.push({ kind: "labelled", label: done, body: whole });
}

function lowerClause(l: Lowering, clause: ts.CatchClause, handler: CatchHandler): void {
  const scope = inner(l);
  const name = clause.variableDeclaration?.name;
  if (name !== undefined) declarePattern(scope, name, read(scope, handler.exception), false);
  lowerStatements(inner(scope), clause.block.statements);
}

/** Every way out of the block, its end too, leads to the `finally`; the exits go on behind it. */
function lowerFinally(l: Lowering, node: ts.TryStatement, finallyBlock: ts.Block): void {
  const { ids } = l.program.ctx;
  const handler: FinallyHandler = {
    kind: "finally",
    label: newLabel(ids),
    pending: newVariable(ids, "pending", numberType),
    exits: [],
  };
  const body = inBlock(l, (at) => lowerCatching(at, node), { handlers: [...l.handlers, handler] });
  const { exits, pending, label } = handler;
  if (exits.length === 0) append(l, body);
  else {
    assign(l, pending, constant(0));
    l.out.push({ kind: "labelled", label, body });
  }
  lowerStatements(inner(l), finallyBlock.statements);
  if (exits.length > 0 && fallsThrough(l.out.statements)) resumeExits(l, handler, fallsThrough(body), spanOf(node));
}

/** Goes on with the exit that was taken; the last one needs no test if the end of the block cannot be reached. */
export function resumeExits(
  l: Lowering,
  handler: FinallyHandler,
  falls: boolean,
  span: Span | undefined,
  index = 0,
): void {
  const exit = handler.exits[index];
  if (exit === undefined) return;
  if (!falls && index === handler.exits.length - 1) {
    exit.resume(l);
    return;
  }
  const condition = test(l, "eq", read(l, handler.pending), constant(index + 1));
  const then = inBlock(l, exit.resume);
  const otherwise = inBlock(l, (at) => resumeExits(at, handler, falls, span, index + 1));
  l.out.push({ kind: "if", scope: newScope(l.program.ctx.ids), condition, then, else: otherwise, results: [], span });
}

/**
 * The block with `statements` where it jumps to the label, if it does so once and not in a loop: a catch right where the exception
 * is thrown is a branch, and needs no flag.
 */
function replaceOnlyJump(block: Block, label: LabelId, statements: Block): Block | undefined {
  let jumps = 0;
  visit(block, (statement) => {
    if (isJump(statement, label)) jumps++;
  });
  if (jumps !== 1) return undefined;
  let replaced = false;
  const replace = (inner: Block): Block =>
    inner.flatMap((statement): Block => {
      if (isJump(statement, label)) {
        replaced = true;
        return statements;
      }
      return statement.kind === "loop" ? [statement] : [withBlocks(statement, blocks(statement).map(replace))];
    });
  const whole = replace(block);
  return replaced ? whole : undefined;
}

const isJump = (statement: Statement, label: LabelId): boolean =>
  statement.kind === "exit" && statement.exit === "break" && statement.label === label;

function append(l: Lowering, block: Block): void {
  for (const statement of block) l.out.push(statement);
}
