import { analyzeProgram } from "../3-analyze/program.js";
import { guardDistinct } from "../4-differentiate/guardDistinct.js";
import { splitRoot, withFrame } from "../4-differentiate/splitRoot.js";
import type { UnscheduledSplit } from "../5-schedule/plan.js";
import type { Context } from "../context.js";
import type { RecordType } from "../ir/types.js";
import type { Subject } from "../prepare.js";
import type { Step } from "../step.js";
import type { Derivative, DerivativeRequest } from "./derivative.js";
import { halve, planHalves, simplifySplit, splitFunctions, splitHalves } from "./halves.js";
import { calledAsTheyAre, linearizing } from "./linearizing.js";

/** `vjp`: f with a frame, and the pullback, which may be called many times, while others change what f was given and gave. */
export function pullbackMode(subject: Subject, request: DerivativeRequest, step: Step, ctx: Context): Derivative {
  const { program, functions, inputs, again } = subject;
  const { calls, adapters, each } = linearizing(subject, { mode: "reverse", clears: true }, step, ctx);
  const frameType: RecordType = request.frame ?? {
    kind: "record",
    name: `${program.root.ref.name}_frame`,
    fields: [],
    isFrame: true,
  };
  const shape = request.all ? "all" : typeof request.wrt === "number" ? "single" : "list";
  const pullback = { inputs, shape, frameType, again, captured: request.captured ?? [] } as const;
  const splits = functions.flatMap((fn): UnscheduledSplit[] => {
    const split = calls.split(fn.ref);
    const isRoot = fn === program.root;
    if (split === undefined && !isRoot) return [];
    const halves = halve(each(fn), again, step);
    if (split !== undefined) return [splitHalves(halves, split, step, ctx)];
    const { joint, sides, transposing } = halves;
    const root = (): UnscheduledSplit => splitRoot(sides, joint, pullback, transposing, functions, ctx);
    return [step("transpose", undefined, root, splitFunctions)];
  });
  const made = [...splits.flatMap(splitFunctions), ...adapters];
  const inactive = [...calledAsTheyAre(program, calls, made), ...adapters];
  const simple = splits.map((split) => simplifySplit(split, step, ctx, { keepLinearMemory: true }));
  const analysis = analyzeProgram([...simple.flatMap(splitFunctions), ...inactive]);
  const [main, ...others] = simple.map((split) => planHalves(split, analysis, { exposed: true }, step, ctx));
  if (main === undefined) throw new Error("pullbackMode: no root");
  const helpers = [...others.flatMap(({ forward, reverse }) => [forward, reverse]), ...inactive];
  return { main: guardDistinct(withFrame(main.forward, ctx), functions, ctx), pullback: main.reverse, helpers };
}
