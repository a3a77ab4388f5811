import { analyzeInRange } from "../3-analyze/inRange.js";
import { analyzeIntegers } from "../3-analyze/integers.js";
import { analyzeSureBooleans, analyzeSureNumbers } from "../3-analyze/isSure.js";
import type { ProgramAnalysis } from "../3-analyze/program.js";
import type { Context } from "../context.js";
import { must } from "../diagnostics/must.js";
import { BlockBuilder, fieldKey, newValue } from "../ir/build.js";
import type {
  Atom,
  Block,
  FieldType,
  IRFunction,
  RecordType,
  ScheduledFunction,
  Statement,
  Value,
} from "../ir/types.js";
import { analyzeBlocks, type BlockNode, type BlockTree } from "./plan/blocks.js";
import { applyEdits, Edits, listOf } from "./plan/edits.js";
import { keep } from "./plan/keep.js";
import { findLive } from "./plan/live.js";
import type { RecipeOptions } from "./plan/recipes.js";
import { findRequired, type Need } from "./plan/required.js";
import { analyzeStability } from "./plan/stable.js";

/** Forward and reverse sweep as two functions, which share a frame: a record made by the one and read by the other. */
export interface Split {
  readonly forward: ScheduledFunction;
  readonly reverse: ScheduledFunction;
}

/** What a function leaves for its reverse half, before it is scheduled. */
export interface UnscheduledSplit {
  readonly forward: IRFunction;
  readonly reverse: {
    readonly ref: IRFunction["ref"];
    readonly params: readonly Value[];
    readonly body: Block;
    readonly results: readonly Atom[];
  };
  /** Its fields are filled in here. */
  readonly frameType: RecordType;
}

/**
 * Schedules the values that the reverse sweep mentions but cannot see: each is kept (as a result, or on a tape) or computed
 * again where it is needed. Requires that every such value is of a mirrored scope; ensures lexical scoping.
 */
export function plan(fn: IRFunction, program: ProgramAnalysis, ctx: Context): ScheduledFunction {
  const tree = analyzeBlocks(fn, [fn.body], [fn.results]);
  const edits = schedule(fn, tree, program, ctx, undefined);
  return { ...fn, body: applyEdits(tree.roots[0] as BlockNode, tree, edits) };
}

/** The same for forward and reverse halves that are functions of their own. */
export function planSplit(
  split: UnscheduledSplit,
  program: ProgramAnalysis,
  ctx: Context,
  { exposed = false }: { readonly exposed?: boolean } = {},
): Split {
  const { forward, reverse, frameType } = split;
  const tree = analyzeBlocks(
    { ...forward, params: forward.params },
    [forward.body, reverse.body],
    [forward.results, reverse.results],
  );
  const frame = newValue(ctx.ids, frameType, { name: "frame" });
  const handed = new Map<Value, Value>();
  const opening = new BlockBuilder(ctx.ids);
  const fields = frameType.fields as FieldType[];
  const handOver = (value: Value): Atom => {
    let local = handed.get(value);
    if (local === undefined) {
      const name = uniqueField(value.name ?? "v", fields);
      fields.push({ name, type: value.type });
      local = opening.define(value.type, { kind: "load", base: frame, key: fieldKey(name) }, value);
      handed.set(value, local);
    }
    return local;
  };
  // The halves are analyzed as one function, so that what one does is seen in the other.
  const whole: IRFunction = { ...forward, body: [...forward.body, ...reverse.body] };
  const edits = schedule(whole, tree, program, ctx, { handOver, reverseParams: reverse.params, exposed });
  const [first, second] = tree.roots as [BlockNode, BlockNode];
  listOf(edits.start, second).unshift(...opening.block);
  const made = newValue(ctx.ids, frameType, { name: "frame" });
  const values = [...handed.keys()];
  const closing: Statement = {
    kind: "let",
    value: made,
    linear: false,
    operation: {
      kind: "makeRecord",
      fields: fields.map((field, i) => ({ name: field.name, value: values[i] as Value })),
    },
  };
  return {
    forward: { ...forward, body: [...applyEdits(first, tree, edits), closing], results: [...forward.results, made] },
    reverse: {
      ref: reverse.ref,
      params: [frame, ...reverse.params],
      body: applyEdits(second, tree, edits),
      results: reverse.results.map((atom) => edits.lookup(atom, second)),
      span: forward.span,
    },
  };
}

interface TwoRoots {
  readonly handOver: (value: Value) => Atom;
  readonly reverseParams: readonly Value[];
  readonly exposed: boolean;
}

function schedule(
  fn: IRFunction,
  tree: BlockTree,
  program: ProgramAnalysis,
  ctx: Context,
  two: TwoRoots | undefined,
): Edits {
  const { aliases } = program;
  const isInteger = analyzeIntegers(fn);
  const live = findLive(fn);
  const options: RecipeOptions = {
    tree,
    aliases,
    isInteger,
    isSureBoolean: analyzeSureBooleans(fn),
    isSureNumber: analyzeSureNumbers(fn),
    isInRange: analyzeInRange(fn),
    neededByPrimal: (value) => live.has(value),
    stability: analyzeStability({ tree, program, fn, split: two !== undefined, exposed: two?.exposed === true }),
  };
  const { kept, again } = findRequired(options, ctx.optimizations);
  const edits = new Edits();
  renameIndices(tree, edits);
  const isCount = (atom: Atom): boolean => isLength(atom, tree);
  keep(kept, ctx, { tree, edits, isCount, isInteger, handOver: (value) => must(two).handOver(value) });
  for (const need of again) recompute(need, ctx, edits);
  return edits;
}

function recompute({ value, mirror, recipe }: Need, ctx: Context, edits: Edits): void {
  const { build, operands } = must(recipe);
  const out = new BlockBuilder(ctx.ids);
  const made = build(
    out,
    value,
    operands.map((atom) => edits.lookup(atom, mirror)),
    { carry: (carried) => listOf(edits.carried, mirror.owner as Statement).push(carried) },
  );
  listOf(edits.start, mirror).push(...out.block);
  edits.substitute(mirror, value, made);
}

/** In a loop that mirrors another, the index of the other is its own. */
function renameIndices(tree: BlockTree, edits: Edits): void {
  const forward = new Map<string, { readonly node: BlockNode; readonly index: Value }>();
  for (const nodes of tree.children.values()) {
    for (const node of nodes) {
      const owner = node.owner;
      if ((owner?.kind !== "for" && owner?.kind !== "while") || !node.key.endsWith("body")) continue;
      const first = forward.get(node.key);
      const index = owner.kind === "for" ? owner.index : owner.trip;
      if (first === undefined) forward.set(node.key, { node, index });
      else edits.substitute(node, first.index, index);
    }
  }
}

/** Known to be a whole number that is not negative. */
function isLength(atom: Atom, tree: BlockTree): boolean {
  if (atom.kind === "constant")
    return typeof atom.value === "number" && Number.isInteger(atom.value) && atom.value >= 0;
  const statement = tree.definitions.get(atom)?.statement;
  return statement?.kind === "let" && statement.operation.kind === "length";
}

function uniqueField(name: string, fields: readonly FieldType[]): string {
  let candidate = name;
  for (let i = 2; fields.some((field) => field.name === candidate); i++) candidate = `${name}${i}`;
  return candidate;
}
