import type { Context } from "../context.js";
import type { Atom, Block, IRFunction, Let, Program, Span, Statement, Value } from "../ir/types.js";
import { blocks, visit, withBlocks } from "../ir/walk.js";
import { type AliasClass, analyzeAliases } from "./aliases.js";

/** Host code that stands for the freezing of an object; it is not carried out. */
export const freezing = "frozen from here on: $0";

/**
 * Refuses writes to what is frozen, which throw in JavaScript, under whatever name they come; gives the program without the marks.
 * Requires: SSA.
 */
export function checkFrozen(program: Program, ctx: Context): Program {
  const functions = [...program.functions.values()];
  const marks = functions.flatMap(({ body }) => marksIn(body));
  if (marks.length === 0) return program;
  const aliases = analyzeAliases(functions);
  const own = new Set(marks);
  const frozen = new Map<AliasClass, Value>();
  for (const value of marks) frozen.set(aliases.classOf(value), value);
  for (const { body, span } of functions) {
    // What is stored while the object is made comes before it is frozen.
    const done = new Set<Value>();
    visit(body, (statement) => {
      const mark = markOf(statement);
      if (mark !== undefined) done.add(mark);
      const base = writtenBy(statement);
      const found = base?.kind === "value" ? frozen.get(aliases.classOf(base)) : undefined;
      if (base?.kind !== "value" || found === undefined || (own.has(base) && !done.has(base))) return;
      ctx.reporter.report("frozenWrite", placeOf(base, found) ?? span, { name: found.name ?? "the object" });
    });
  }
  const without = (fn: IRFunction): IRFunction => ({ ...fn, body: withoutMarks(fn.body) });
  const stripped = new Map([...program.functions].map(([id, fn]) => [id, without(fn)]));
  return { root: stripped.get(program.root.ref.id) ?? without(program.root), functions: stripped };
}

const markOf = (statement: Statement): Value | undefined => {
  if (statement.kind !== "let" || statement.operation.kind !== "opaque") return undefined;
  const { text, args } = (statement as Let & { readonly operation: { readonly kind: "opaque" } }).operation;
  return text === freezing && args[0]?.kind === "value" ? args[0] : undefined;
};

function marksIn(body: Block): readonly Value[] {
  const found: Value[] = [];
  visit(body, (statement) => {
    const mark = markOf(statement);
    if (mark !== undefined) found.push(mark);
  });
  return found;
}

function writtenBy(statement: Statement): Atom | undefined {
  switch (statement.kind) {
    case "store":
    case "accumulate":
    case "fill":
    case "resize":
    case "removeEntry":
      return statement.base;
    default:
      return undefined;
  }
}

const placeOf = (base: Value, frozen: Value): Span | undefined => base.span ?? frozen.span;

const withoutMarks = (block: Block): Block =>
  block
    .filter((statement) => markOf(statement) === undefined)
    .map((statement) => withBlocks(statement, blocks(statement).map(withoutMarks)));
