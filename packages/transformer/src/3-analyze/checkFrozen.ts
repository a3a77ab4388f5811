import type { Context } from "../context.js";
import { booleanType, isReference, newScope, newValue } from "../ir/build.js";
import { makesObject } from "../ir/operations.js";
import type { Atom, Block, IRFunction, Let, Program, Statement, Value } from "../ir/types.js";
import { blocks, visit, withBlocks } from "../ir/walk.js";
import { type AliasClass, type Aliases, analyzeAliases } from "./aliases.js";

/** Host code that stands for the freezing of an object. */
export const freezing = "frozen from here on: $0";

/**
 * A write to what is frozen throws in JavaScript, under whatever name it comes. One that surely comes after is refused. Where it is not
 * known, objects are frozen in the derivative, too, and the write asks; so they are where the program itself asks. Gives the program
 * without marks. Requires: SSA.
 */
export function checkFrozen(program: Program, ctx: Context): Program {
  const functions = [...program.functions.values()];
  const marks = functions.flatMap(marksIn);
  if (marks.length === 0) return program;
  const aliases = analyzeAliases(functions);
  const frozen: Frozen = {
    aliases,
    marks: new Map(marks.map((mark) => [mark.value, mark])),
    classes: new Set(marks.map(({ value }) => aliases.classOf(value))),
    written: writtenParameters(functions),
    asked: new Set(),
  };
  const guarded = functions.map((fn) => guardWrites(fn, frozen, ctx));
  const settled = guarded.map((fn) => ({ ...fn, body: settleMarks(fn.body, frozen) }));
  const byId = new Map(settled.map((fn) => [fn.ref.id, fn]));
  return { root: byId.get(program.root.ref.id) ?? program.root, functions: byId };
}

/** Where a value is frozen, and the loops around that and around its definition. */
interface Mark {
  readonly value: Value;
  readonly loops: readonly Statement[];
  readonly isMadeHere: boolean;
  readonly loopsOfValue: readonly Statement[];
}

interface Frozen {
  readonly aliases: Aliases;
  readonly marks: ReadonlyMap<Value, Mark>;
  readonly classes: ReadonlySet<AliasClass>;
  /** Of each function, the parameters whose object it writes to itself. */
  readonly written: ReadonlyMap<number, ReadonlySet<number>>;
  /** The classes of which a write asks. */
  readonly asked: Set<AliasClass>;
}

const markOf = (statement: Statement): Value | undefined => {
  if (statement.kind !== "let" || statement.operation.kind !== "opaque" || statement.operation.text !== freezing)
    return undefined;
  const [arg] = statement.operation.args;
  return arg?.kind === "value" ? arg : undefined;
};

const asking = "Object.isFrozen($0)";

/** Whether an object is frozen may also be asked by the program itself. */
function askedBy(statement: Statement): Value | undefined {
  if (statement.kind !== "let" || statement.operation.kind !== "opaque") return undefined;
  const { text, args } = statement.operation;
  return text === asking && args[0]?.kind === "value" ? args[0] : undefined;
}

const isLoop = ({ kind }: Statement): boolean => kind === "for" || kind === "while";

function marksIn(fn: IRFunction): readonly Mark[] {
  const made = new Map<Value, { readonly isMade: boolean; readonly loops: readonly Statement[] }>();
  const found: Mark[] = [];
  const walk = (block: Block, loops: readonly Statement[]): void => {
    for (const statement of block) {
      if (statement.kind === "let") made.set(statement.value, { isMade: makesObject(statement.operation), loops });
      const value = markOf(statement);
      if (value !== undefined) {
        const { isMade = false, loops: around = [] } = made.get(value) ?? {};
        found.push({ value, loops, isMadeHere: isMade, loopsOfValue: around });
      }
      for (const inner of blocks(statement)) walk(inner, isLoop(statement) ? [...loops, statement] : loops);
    }
  };
  walk(fn.body, []);
  return found;
}

/** What a statement writes to; the entries of a frozen map may change. */
function writtenBy(statement: Statement): Value | undefined {
  const isWrite =
    statement.kind === "store" ||
    statement.kind === "accumulate" ||
    statement.kind === "fill" ||
    statement.kind === "resize" ||
    statement.kind === "removeEntry";
  if (!isWrite || statement.base.kind !== "value") return undefined;
  const { type } = statement.base;
  return type.kind === "map" && type.storage !== "Object" ? undefined : statement.base;
}

function writtenParameters(functions: readonly IRFunction[]): ReadonlyMap<number, ReadonlySet<number>> {
  const written = new Map(functions.map((fn) => [fn.ref.id, new Set<number>()]));
  for (let changed = true; changed; ) {
    changed = false;
    for (const fn of functions) {
      const own = written.get(fn.ref.id) as Set<number>;
      const before = own.size;
      const add = (atom: Atom | undefined): void => {
        const index = fn.params.indexOf(atom as Value);
        if (index >= 0) own.add(index);
      };
      visit(fn.body, (statement) => {
        add(writtenBy(statement));
        if (statement.kind === "call") for (const i of written.get(statement.callee.id) ?? []) add(statement.args[i]);
      });
      changed ||= own.size > before;
    }
  }
  return written;
}

function guardWrites(fn: IRFunction, frozen: Frozen, ctx: Context): IRFunction {
  const { aliases, marks, classes, written, asked } = frozen;
  const done = new Set<Value>();
  const refuse = (value: Value, span: Value["span"]): void => {
    ctx.reporter.report("frozenWrite", span ?? fn.span, { name: value.name ?? "the object" });
  };
  const isBefore = ({ isMadeHere, loops, loopsOfValue }: Mark, at: readonly Statement[]): boolean =>
    isMadeHere && !loops.some((loop) => !loopsOfValue.includes(loop) && at.includes(loop));
  const walk = (block: Block, loops: readonly Statement[]): Block =>
    block.flatMap((statement): readonly Statement[] => {
      const mark = markOf(statement);
      if (mark !== undefined) done.add(mark);
      if (statement.kind === "call")
        for (const i of written.get(statement.callee.id) ?? []) {
          const arg = statement.args[i];
          if (arg?.kind === "value" && done.has(arg)) refuse(arg, statement.span ?? arg.span);
        }
      const isAsked = askedBy(statement);
      if (isAsked !== undefined) asked.add(aliases.classOf(isAsked));
      const base = writtenBy(statement);
      const inner = withBlocks(
        statement,
        blocks(statement).map((one) => walk(one, isLoop(statement) ? [...loops, statement] : loops)),
      );
      if (base === undefined || !classes.has(aliases.classOf(base))) return [inner];
      if (done.has(base)) refuse(base, base.span);
      const own = marks.get(base);
      if (done.has(base) || (own !== undefined && isBefore(own, loops))) return [inner];
      asked.add(aliases.classOf(base));
      return [...guard(base, ctx), inner];
    });
  return { ...fn, body: walk(fn.body, []) };
}

function guard(base: Value, ctx: Context): readonly Statement[] {
  const condition = newValue(ctx.ids, booleanType);
  const asks: Let["operation"] = { kind: "opaque", text: asking, args: [base] };
  const text = `new TypeError("Cannot write to a frozen object")`;
  return [
    { kind: "let", value: condition, operation: asks, linear: false },
    {
      kind: "if",
      scope: newScope(ctx.ids),
      condition,
      then: [{ kind: "throw", text, args: [], span: base.span }],
      else: [],
      results: [],
      span: undefined,
    },
  ];
}

/** What is asked for is frozen; of the other marks nothing is left. */
const settleMarks = (block: Block, frozen: Frozen): Block =>
  block.flatMap((statement): readonly Statement[] => {
    const value = markOf(statement);
    if (value === undefined || statement.kind !== "let")
      return [
        withBlocks(
          statement,
          blocks(statement).map((inner) => settleMarks(inner, frozen)),
        ),
      ];
    if (!isReference(value.type) || !frozen.asked.has(frozen.aliases.classOf(value))) return [];
    return [{ ...statement, operation: { kind: "opaque", text: "Object.freeze($0)", args: [value] } }];
  });
