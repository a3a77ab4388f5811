import { collectSets } from "../4-differentiate/collectSets.js";
import { evaluateInPlace } from "../4-differentiate/evaluateInPlace.js";
import { guardDistinct } from "../4-differentiate/guardDistinct.js";
import type { Joint } from "../4-differentiate/linearize.js";
import { ownTangents } from "../4-differentiate/ownTangents.js";
import { pushforwardRoot } from "../4-differentiate/pushforwardRoot.js";
import type { Context } from "../context.js";
import { constant } from "../ir/build.js";
import type { IRFunction } from "../ir/types.js";
import type { Subject } from "../prepare.js";
import type { Step } from "../step.js";
import type { Derivative, DerivativeRequest } from "./derivative.js";
import { calledAsTheyAre, linearizing } from "./linearizing.js";

/** `jvp`: f with its tangents, in one sweep. */
export function forwardMode(subject: Subject, { sets }: DerivativeRequest, step: Step, ctx: Context): Derivative {
  const { program, functions, inputs, again } = subject;
  const { calls, adapters, each } = linearizing(subject, { mode: "forward", clears: false }, step, ctx);
  const evaluated = (joint: Joint): IRFunction =>
    step("evaluateInPlace", undefined, () =>
      sets ? collectSets(joint.fn, ctx) : evaluateInPlace(joint.fn, again, ctx),
    );
  const main = each(program.root);
  const pushed = pushforwardRoot(evaluated(main), main, inputs, ctx);
  const pushforwards = functions.flatMap((fn): IRFunction[] => {
    const split = calls.split(fn.ref);
    if (split === undefined) return [];
    const joint = each(fn);
    const body = evaluated(joint);
    const tangents = joint.tangentParams.map((param) => param.tangent);
    const results = split.tangentResults.map((i) => joint.resultTangents[i] ?? constant(0));
    return [
      {
        ...body,
        ref: split.pushforward,
        params: [...body.params, ...tangents],
        results: [...body.results, ...results],
      },
    ];
  });
  const made = [pushed, ...pushforwards, ...adapters];
  const helpers = [...pushforwards, ...calledAsTheyAre(program, calls, made), ...adapters];
  const { fn, copied } = ownTangents(pushed, inputs, { program: [pushed, ...helpers], again }, ctx);
  return { main: guardDistinct(fn, [fn, ...helpers], ctx, copied), helpers };
}
