import type { Choices } from "./1-discover/readOptions.js";
import { analyzeProgram } from "./3-analyze/program.js";
import { dropModuleVariables } from "./4-differentiate/liftModuleState.js";
import { expandProducts } from "./4-differentiate/shielded.js";
import { driverOf } from "./4-differentiate/splitRoot.js";
import { ascend } from "./5-schedule/ascend.js";
import { gather } from "./5-schedule/gather.js";
import { hoist } from "./5-schedule/hoist.js";
import { keep } from "./5-schedule/keep.js";
import { makeLate } from "./5-schedule/makeLate.js";
import { pool } from "./5-schedule/pool.js";
import { simplify } from "./5-schedule/simplify.js";
import { sink } from "./5-schedule/sink.js";
import type { Context } from "./context.js";
import type { IRFunction } from "./ir/types.js";
import { visit } from "./ir/walk.js";
import type { Derivative } from "./pipeline/derivative.js";
import type { Step } from "./step.js";

/** What makes a derivative ready for emission; it cannot be differentiated any more. */
export function finish(derivative: Derivative, choices: Choices, step: Step, ctx: Context): Derivative {
  const made = scheduled(derivative, step, ctx);
  return choices.into ? { ...made, main: keepBy(made.main, step) } : made;
}

function scheduled({ main, pullback, helpers }: Derivative, step: Step, ctx: Context): Derivative {
  const halves = pullback === undefined ? [] : [pullback];
  const polished = dropModuleVariables([main, ...halves, ...called([main, ...halves], helpers)]).map((given) => {
    const fn = step("gather", "scheduled", () => gather(expandProducts(given, ctx), ctx));
    const late = step("makeLate", "scheduled", () => makeLate(fn, ctx));
    const simple = step("simplify", "scheduled", () => simplify(late, ctx));
    const hoisted = step("hoist", "scheduled", () => hoist(simple, ctx));
    const sunk = step("sink", "scheduled", () => sink(hoisted, ctx));
    return step("simplify", "scheduled", () => simplify(sunk, ctx));
  });
  const driver = pullback && driverOf(main, pullback, ctx);
  const analysis = analyzeProgram(driver === undefined ? polished : [...polished, driver]);
  const [first = main, ...others] = polished.map((fn) => {
    const ascending = step("ascend", "scheduled", () => ascend(fn, analysis, ctx));
    return step("pool", "scheduled", () => pool(ascending, ctx));
  });
  const [second] = others;
  return pullback === undefined || second === undefined
    ? { main: first, helpers: others }
    : { main: first, pullback: second, helpers: others.slice(1), ...(driver === undefined ? {} : { driver }) };
}

/** With `into` the tapes stay with what is given, the first parameter. */
function keepBy(main: IRFunction, step: Step): IRFunction {
  const [into] = main.params;
  return into === undefined ? main : step("keep", "scheduled", () => keep(main, into));
}

/** The helpers that are called: rules that were written out are not. */
function called(roots: readonly IRFunction[], helpers: readonly IRFunction[]): readonly IRFunction[] {
  const byId = new Map(helpers.map((fn) => [fn.ref.id, fn]));
  const reached = new Set(roots);
  for (const fn of reached) {
    visit(fn.body, (statement) => {
      const callee = statement.kind === "call" ? byId.get(statement.callee.id) : undefined;
      if (callee !== undefined) reached.add(callee);
    });
  }
  return helpers.filter((fn) => reached.has(fn));
}
