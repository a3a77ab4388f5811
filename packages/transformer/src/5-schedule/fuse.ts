import { addTo, conflict, meets, totalOf } from "../3-analyze/effects.js";
import type { ProgramAnalysis } from "../3-analyze/program.js";
import type { Context } from "../context.js";
import { must } from "../diagnostics/must.js";
import { BlockBuilder, isConstant, zero } from "../ir/build.js";
import type { Atom, Block, Carried, For, If, IRFunction, Statement, Value, While } from "../ir/types.js";
import { blocks, definitions, substitute } from "../ir/walk.js";
import { isSum } from "./fuse/isSum.js";
import { keepsToItself } from "./fuse/keepsToItself.js";
import { type SharingContext, sharingContext } from "./fuse/sharingContext.js";

type Scoped = For | While | If;

/**
 * Joins the reverse loop or branch with the forward one that it mirrors, where the reverse of an iteration may run right
 * after it: value and gradient then come from one pass, and nothing is taped. The outer pair first, then inside.
 */
export function fuse(fn: IRFunction, program: ProgramAnalysis, ctx: Context): IRFunction {
  if (!ctx.optimizations.fuse) return fn;
  const context = sharingContext(fn, program);
  return { ...fn, body: fuseBlock(fn.body, context, ctx) };
}

function fuseBlock(block: Block, context: SharingContext, ctx: Context): Block {
  let statements = [...block];
  let definedAt = positions(statements);
  for (let at = 0; at < statements.length; at++) {
    const forward = statements[at];
    if (forward === undefined || !isScoped(forward)) continue;
    const reverseAt = statements.findIndex((other, i) => i > at && isScoped(other) && other.scope === forward.scope);
    if (reverseAt < 0) continue;
    if (
      readsResults(forward, requirements(statements[reverseAt] as Scoped, context), at, statements, definedAt, context)
    )
      continue;
    const fused = fusePair(statements, at, reverseAt, context, ctx);
    if (fused === undefined) continue;
    statements = fused.statements;
    definedAt = positions(statements);
    at = fused.at;
  }
  return statements;
}

/** Where in its block each value is defined. */
const positions = (statements: readonly Statement[]): ReadonlyMap<Value, number> =>
  new Map(statements.flatMap((statement, i) => definitions(statement).map((value) => [value, i] as const)));

/**
 * Whether the values lead back to the forward statement. `movedAbove` would find the same, after it has gone through all that
 * is between; the way back is mostly short, since what follows reads the results and the reverse sweep reads that.
 */
function readsResults(
  forward: Scoped,
  start: ReadonlySet<Value>,
  at: number,
  statements: readonly Statement[],
  definedAt: ReadonlyMap<Value, number>,
  { effects }: SharingContext,
): boolean {
  const { defines } = effects.of(forward);
  const seen = new Set([...start].filter((value) => !defines.has(value)));
  for (const value of seen) {
    const position = definedAt.get(value);
    if (position === undefined || position <= at) continue;
    for (const used of effects.of(statements[position] as Statement).uses) {
      if (defines.has(used)) return true;
      seen.add(used);
    }
  }
  return false;
}

const isScoped = (statement: Statement): statement is Scoped =>
  statement.kind === "if" || statement.kind === "for" || statement.kind === "while";

function fusePair(
  statements: readonly Statement[],
  at: number,
  reverseAt: number,
  context: SharingContext,
  ctx: Context,
): { readonly statements: Statement[]; readonly at: number } | undefined {
  const forward = statements[at] as Scoped;
  const reverse = statements[reverseAt] as Scoped;
  if (reverse.kind === "for") {
    if (!reverse.carried.every((carried) => isSum(carried, reverse.body, context.useCounts))) return undefined;
    if (!keepsToItself(forward as For | While, reverse, context)) return undefined;
  }
  const between = statements.slice(at + 1, reverseAt);
  const moved = movedAbove(forward, reverse, between, context);
  if (moved === undefined) return undefined;

  const kept = between.filter((statement) => !moved.has(statement));
  const after = new BlockBuilder(ctx.ids);
  const before = [...statements.slice(0, at), ...between.filter((statement) => moved.has(statement))];
  const joined =
    reverse.kind === "if"
      ? joinBranches(forward as If, reverse)
      : joinLoops(forward as For | While, reverse as For, after, ctx);
  const inner = blocks(joined).map((body) => fuseBlock(body, context, ctx));
  const fused = joined.kind === "while" ? { ...joined, body: must(inner[1]) } : withInner(joined, inner);
  return {
    statements: [...before, fused, ...kept, ...after.block, ...statements.slice(reverseAt + 1)],
    at: before.length,
  };
}

const withInner = (statement: If | For, inner: readonly Block[]): If | For =>
  statement.kind === "if"
    ? { ...statement, then: must(inner[0]), else: must(inner[1]) }
    : { ...statement, body: must(inner[0]) };

/**
 * The statements between the pair that the reverse one must stay behind, closed under uses and memory order: they move above
 * the forward one. Undefined if they cannot.
 */
function movedAbove(
  forward: Scoped,
  reverse: Scoped,
  between: readonly Statement[],
  context: SharingContext,
): ReadonlySet<Statement> | undefined {
  const { effects } = context;
  const own = effects.of(forward);
  const results = new Set(definitions(forward));
  const start = requirements(reverse, context);
  for (const value of start) {
    if (results.has(value) && !(forward.kind === "while" && value === forward.trips)) return undefined;
  }
  const moved = new Set<Statement>();
  const needs = totalOf({ ...effects.of(reverse), uses: start });
  for (let i = between.length - 1; i >= 0; i--) {
    const statement = between[i] as Statement;
    if (statement.kind === "note") continue;
    const its = effects.of(statement);
    if (!meets(its.defines, needs.uses) && !conflict(its, needs)) continue;
    // Above the forward statement it may neither read its results, nor what it defines inside, nor memory it changes.
    if (meets(its.uses, own.defines) || conflict(its, own)) return undefined;
    moved.add(statement);
    addTo(needs, its);
  }
  return moved;
}

/** What the reverse statement reads from outside; the initial values of sums are added afterwards, so they are exempt. */
function requirements(reverse: Scoped, context: SharingContext): ReadonlySet<Value> {
  const { effects } = context;
  if (reverse.kind === "if") return effects.of(reverse).uses;
  const needed = new Set(effects.ofBlock(must(blocks(reverse).at(-1))).uses);
  for (const carried of reverse.carried) if (carried.next.kind === "value") needed.add(carried.next);
  return needed;
}

function joinBranches(forward: If, reverse: If): If {
  return {
    ...forward,
    then: join(forward.then, reverse.then),
    else: join(forward.else, reverse.else),
    results: [...forward.results, ...reverse.results],
  };
}

/** Sums start at 0 unless their start is known before the loop; then the rest is added behind it. */
function joinLoops(forward: For | While, reverse: For, after: BlockBuilder, ctx: Context): For | While {
  const index = forward.kind === "for" ? forward.index : forward.trip;
  const rename = (atom: Atom): Atom => (atom === reverse.index ? index : atom);
  const sums = reverse.carried.map((carried): Carried => {
    const next = rename(carried.next);
    if (isConstant(carried.initial, 0)) return { ...carried, next };
    const sum = { ...carried.result, id: ctx.ids.value++ as Value["id"] };
    after.push({
      kind: "let",
      value: carried.result,
      linear: false,
      operation: { kind: "primitive", name: "add", args: [carried.initial, sum] },
    });
    return { ...carried, next, initial: zero, result: sum };
  });
  return {
    ...forward,
    body: join(forward.body, substitute(reverse.body, rename)),
    carried: [...forward.carried, ...sums],
  };
}

/** The forward part of an iteration, then its reverse. */
function join(forward: Block, reverse: Block): Block {
  if (forward.length === 0) return reverse;
  if (reverse.length === 0) return forward;
  return [...forward, { kind: "note", text: "reverse sweep of this iteration" }, ...reverse];
}
