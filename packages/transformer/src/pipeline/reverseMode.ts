import { mayThrow } from "../3-analyze/mayThrow.js";
import { analyzeProgram } from "../3-analyze/program.js";
import { guardDistinct } from "../4-differentiate/guardDistinct.js";
import { joinSweeps } from "../4-differentiate/joinSweeps.js";
import { transpose } from "../4-differentiate/transpose.js";
import { delayShadows } from "../5-schedule/delayShadows.js";
import { fuse } from "../5-schedule/fuse.js";
import { plan, type UnscheduledSplit } from "../5-schedule/plan.js";
import { simplify } from "../5-schedule/simplify.js";
import type { Context } from "../context.js";
import { one } from "../ir/build.js";
import type { Atom, IRFunction, Value } from "../ir/types.js";
import type { Subject } from "../prepare.js";
import type { Step } from "../step.js";
import type { Derivative, DerivativeRequest } from "./derivative.js";
import { type Halves, halve, planHalves, simplifySplit, splitFunctions, splitHalves } from "./halves.js";
import { calledAsTheyAre, linearizing } from "./linearizing.js";

/** `grad` and `valueAndGrad`: the primal sweep, and the reverse sweep in the same function. */
export function reverseMode(subject: Subject, request: DerivativeRequest, step: Step, ctx: Context): Derivative {
  const { program, functions, inputs, again } = subject;
  const { calls, adapters, each } = linearizing(subject, { mode: "reverse", clears: false }, step, ctx);
  const halves = (fn: IRFunction): Halves => halve(each(fn), again, step);

  const { joint, sides, transposing } = halves(program.root);
  const unscheduled = step("transpose", "unscheduled", () => {
    const cotangents = new Map<Value, Atom>();
    const [result] = joint.resultTangents;
    if (result?.kind === "value") cotangents.set(result, one);
    const reverse = transpose(sides.linear, cotangents, ctx, transposing);
    return joinSweeps(sides.primal, reverse, { joint, inputs, cotangents, request }, functions, ctx);
  });
  const splits = functions.flatMap((fn): UnscheduledSplit[] => {
    const split = calls.split(fn.ref);
    return split === undefined ? [] : [splitHalves(halves(fn), split, step, ctx)];
  });
  const made = [unscheduled, ...splits.flatMap(splitFunctions), ...adapters];
  const inactive = [...calledAsTheyAre(program, calls, made), ...adapters];

  const simpleSplits = splits.map((split) => simplifySplit(split, step, ctx));
  const others = [...simpleSplits.flatMap(splitFunctions), ...inactive];
  const simple = step("simplify", "unscheduled", () => simplify(unscheduled, ctx));
  // Nothing is written into what is given before f has run to its end.
  const isLate = request.choices?.into === true && mayThrow(functions);
  const fused = isLate
    ? simple
    : step("fuse", "unscheduled", () => fuse(simple, analyzeProgram([simple, ...others]), ctx));
  const ready = step("simplify", "unscheduled", () => simplify(fused, ctx));
  const delayed = step("delayShadows", "unscheduled", () => delayShadows(ready, joint.primals, ctx));
  const analysis = analyzeProgram([delayed, ...others]);
  const scheduled = step("plan", "scheduled", () => plan(delayed, analysis, ctx));
  const planned = simpleSplits.map((split) => planHalves(split, analysis, {}, step, ctx));
  const helpers = [...planned.flatMap(({ forward, reverse }) => [forward, reverse]), ...inactive];
  return { main: guardDistinct(scheduled, functions, ctx), helpers };
}
