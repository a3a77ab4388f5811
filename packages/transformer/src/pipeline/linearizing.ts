import { analyzeChanges } from "../3-analyze/changes.js";
import { type CallPlan, createCallPlan } from "../4-differentiate/calls.js";
import type { LinearizeOptions } from "../4-differentiate/linearize/state.js";
import { type Joint, linearize } from "../4-differentiate/linearize.js";
import type { Context } from "../context.js";
import { must } from "../diagnostics/must.js";
import { calleesOf } from "../ir/reachable.js";
import type { IRFunction, Program } from "../ir/types.js";
import type { Subject } from "../prepare.js";
import type { Step } from "../step.js";

/** How the functions of a program are linearized, and what that makes beside them. */
export interface Linearizing {
  readonly calls: CallPlan;
  /** Functions around rules of the user's own, made when all that call them are linearized. */
  readonly adapters: readonly IRFunction[];
  readonly each: (fn: IRFunction) => Joint;
}

export function linearizing(
  { program, functions, activity, steepness, doubts, rules }: Subject,
  options: Pick<LinearizeOptions, "mode" | "clears">,
  step: Step,
  ctx: Context,
): Linearizing {
  const calls = createCallPlan(functions, activity, ctx);
  const adapters: IRFunction[] = [];
  const all = { ...options, ...bodiesIn(program), activity, steepness, doubts, rules, calls, adapters };
  return {
    calls,
    adapters,
    each: (fn) => step("linearize", "joint", () => linearize(fn, ctx, all), jointFunction),
  };
}

/** With its tangents as parameters and results, a joint function is the jvp. */
const jointFunction = ({ fn, tangentParams, resultTangents }: Joint): readonly IRFunction[] => [
  {
    ...fn,
    params: [...fn.params, ...tangentParams.map((param) => param.tangent)],
    results: [...fn.results, ...resultTangents.filter((tangent) => tangent !== undefined)],
  },
];

const bodiesIn = ({ functions }: Program): Pick<LinearizeOptions, "bodyOf" | "changesOf"> => ({
  bodyOf: ({ id }) => functions.get(id),
  changesOf: ({ id }) => analyzeChanges(must(functions.get(id)), functions),
});

/** The functions through which nothing active passes, and those that they, or rules, call: these may be split for others. */
export function calledAsTheyAre(
  { root, functions }: Program,
  calls: CallPlan,
  made: readonly IRFunction[],
): readonly IRFunction[] {
  const found = new Set<number>();
  const add = (fn: IRFunction | undefined): void => {
    if (fn === undefined || found.has(fn.ref.id)) return;
    found.add(fn.ref.id);
    for (const id of calleesOf(fn)) add(functions.get(id));
  };
  for (const fn of functions.values()) if (fn.ref.id !== root.ref.id && calls.split(fn.ref) === undefined) add(fn);
  for (const fn of made) for (const id of calleesOf(fn)) if (id !== root.ref.id) add(functions.get(id));
  return [...functions.values()].filter((fn) => found.has(fn.ref.id));
}
