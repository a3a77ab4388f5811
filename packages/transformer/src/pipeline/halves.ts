import { analyzeFinite } from "../3-analyze/finite.js";
import type { ProgramAnalysis } from "../3-analyze/program.js";
import type { SplitFunction } from "../4-differentiate/calls.js";
import { splitSweeps } from "../4-differentiate/joinSweeps.js";
import type { Joint } from "../4-differentiate/linearize.js";
import { collectChoices } from "../4-differentiate/shielded.js";
import type { TransposeOptions } from "../4-differentiate/transpose.js";
import { type Unzipped, unzip } from "../4-differentiate/unzip.js";
import { planSplit, type UnscheduledSplit } from "../5-schedule/plan.js";
import { type SimplifyOptions, simplify } from "../5-schedule/simplify.js";
import type { Context } from "../context.js";
import { letValue, newValue } from "../ir/build.js";
import type { Atom, IRFunction } from "../ir/types.js";
import type { Step } from "../step.js";

// A function that is not inlined has two halves with a frame between them.

/** A joint function unzipped, and with what its linear half is transposed. */
export interface Halves {
  readonly joint: Joint;
  readonly sides: Unzipped;
  readonly transposing: TransposeOptions;
}

export function halve(joint: Joint, again: boolean, step: Step): Halves {
  const sides = step("unzip", undefined, () => unzip(joint), unzipped);
  return { joint, sides, transposing: transposeOptions(joint, sides, again) };
}

const transposeOptions = (joint: Joint, halves: Unzipped, again: boolean): TransposeOptions => {
  const finiteness = analyzeFinite(halves.primal.body);
  const mayBeInfinite = (atom: Atom): boolean => !finiteness.isFinite(atom);
  const { tangents, mayMiss, unsureStores } = joint;
  return { tangents, mayMiss, unsureStores, again, mayBeInfinite, choices: collectChoices(halves.primal.body) };
};

const unzipped = (halves: Unzipped): readonly IRFunction[] => [
  halves.primal,
  { ...halves.primal, body: halves.linear, results: [] },
];

/** The forward and the reverse half of a function that others call. */
export const splitHalves = (
  { joint, sides, transposing }: Halves,
  split: SplitFunction,
  step: Step,
  ctx: Context,
): UnscheduledSplit =>
  step("transpose", undefined, () => splitSweeps(sides, joint, split, transposing, ctx), splitFunctions);

export const splitFunctions = ({ forward, reverse }: UnscheduledSplit): readonly IRFunction[] => [
  forward,
  { ...reverse, span: forward.span },
];

/** Both halves are simplified as the one unscheduled function that they are, and parted again. */
export function simplifySplit(
  { forward, reverse, frameType }: UnscheduledSplit,
  step: Step,
  ctx: Context,
  options: SimplifyOptions = {},
): UnscheduledSplit {
  // Between the halves the caller runs, and writes to whatever it knows of.
  const between = newValue(ctx.ids, { kind: "undefined" });
  const boundary = letValue(between, { kind: "opaque", text: "reverse half", args: [] });
  const count = forward.results.length;
  const whole: IRFunction = {
    ...forward,
    params: [...forward.params, ...reverse.params],
    body: [...forward.body, boundary, ...reverse.body],
    results: [...forward.results, ...reverse.results],
  };
  const { body, results } = step("simplify", "unscheduled", () => simplify(whole, ctx, options));
  const at = body.findIndex((statement) => statement.kind === "let" && statement.value === between);
  return {
    forward: { ...forward, body: body.slice(0, at), results: results.slice(0, count) },
    reverse: { ...reverse, body: body.slice(at + 1), results: results.slice(count) },
    frameType,
  };
}

/** Both halves, scheduled. */
export const planHalves = (
  split: UnscheduledSplit,
  analysis: ProgramAnalysis,
  options: Parameters<typeof planSplit>[3],
  step: Step,
  ctx: Context,
): ReturnType<typeof planSplit> =>
  step(
    "plan",
    undefined,
    () => planSplit(split, analysis, ctx, options),
    ({ forward, reverse }) => [forward, reverse],
  );
