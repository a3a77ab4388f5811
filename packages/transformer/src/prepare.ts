import { type Activity, analyzeActivity } from "./3-analyze/activity.js";
import { type AliasClass, analyzeAliases } from "./3-analyze/aliases.js";
import { checkEntryKeys } from "./3-analyze/checkEntryKeys.js";
import { checkHost } from "./3-analyze/checkHost.js";
import {
  checkModuleState,
  type ModuleStateAnalyses,
  moduleSlots,
  reachableSlots,
} from "./3-analyze/checkModuleState.js";
import { checkPrivate } from "./3-analyze/checkPrivate.js";
import { checkRules } from "./3-analyze/checkRules.js";
import { analyzeDoubts, type Doubts } from "./3-analyze/doubts.js";
import { analyzeEffects } from "./3-analyze/effects.js";
import { analyzeUseful } from "./3-analyze/moduleState/useful.js";
import { analyzeSteepness, type Steepness } from "./3-analyze/steep.js";
import { liftModuleState } from "./4-differentiate/liftModuleState.js";
import { createRules, type Rules } from "./4-differentiate/rules.js";
import type { Context } from "./context.js";
import { atomType, isReference, newFunctionRef } from "./ir/build.js";
import { renumber } from "./ir/clone.js";
import { differentiated, reachableFunctions } from "./ir/reachable.js";
import { partOfPair, typeText } from "./ir/type.js";
import type { IRFunction, Program, Value } from "./ir/types.js";
import type { DerivativeRequest } from "./pipeline/derivative.js";

/** Primitives that give one of their arguments. */
const handsOn: ReadonlySet<string> = new Set(["select", "identity", "present", "orZero", "scale"]);

const inactiveBy =
  (rules: Rules) =>
  (primitive: string): boolean =>
    !handsOn.has(primitive) && rules.get(primitive) === undefined;

/** What both modes need to know of the program before it is differentiated. */
export interface Subject {
  readonly program: Program;
  readonly functions: readonly IRFunction[];
  readonly activity: Activity;
  readonly steepness: Steepness;
  readonly doubts: Doubts;
  readonly rules: Rules;
  /** The parameters that the derivative is taken with respect to, in the order asked for. */
  readonly inputs: readonly Value[];
  /** What comes out is differentiated again. */
  readonly again: boolean;
}

/** Analyses of a program, and what they refuse; module state that is active becomes an argument. */
export function prepare(lowered: Program, request: DerivativeRequest, ctx: Context): Subject {
  checkNumber(lowered.root, request, ctx);
  // A recursive root is called as well: what the user calls is a copy of it.
  const root = { ...renumber(lowered.root, ctx.ids), ref: newFunctionRef(ctx.ids, lowered.root.ref.name) };
  // What is lowered in two ways, as a function that throws and one that gives what it threw, may be called in one only.
  const lookUp = (id: number): IRFunction | undefined => lowered.functions.get(id);
  const functions = reachableFunctions(root, [root.ref.id, ...lowered.functions.keys()], lookUp);
  const program: Program = { root, functions };
  const rules = createRules(ctx);
  const indices = typeof request.wrt === "number" ? [request.wrt] : request.wrt;
  const inputs = indices.flatMap((index) => program.root.params[index] ?? []);
  const first = analyzeSubject(program, inputs, rules);
  checkHost([...differentiated([...program.functions.values()])], first.activity, first.aliases, ctx);
  checkRules(program.functions, ctx);
  // Of a derivative inside, the program around it is looked at.
  if (request.again !== true) checkPrivate(root, [...program.functions.values()], first.aliases, ctx);
  checkModuleState([...program.functions.values()], first, ctx);
  const lifted = liftModuleState(program, activeState(program, first), ctx);
  const analyses = lifted === program ? first : analyzeSubject(lifted, inputs, rules);
  const { activity } = analyses;
  const all = [...lifted.functions.values()];
  checkEntryKeys(all, analyses, request.marker === "jvp", ctx);
  const flows = { aliases: analyses.aliases, isInactive: inactiveBy(rules) };
  const steepness = analyzeSteepness(all, activity, flows);
  const doubts = analyzeDoubts(lifted.root, all, activity, flows);
  return { program: lifted, functions: all, activity, steepness, doubts, rules, inputs, again: request.again === true };
}

/** A gradient is that of one number. */
function checkNumber({ results, ref, span }: IRFunction, { marker, choices }: DerivativeRequest, ctx: Context): void {
  const type = results[0] && atomType(results[0]);
  if (choices?.aux) {
    if (type !== undefined && partOfPair(type, 0)?.kind === "number" && partOfPair(type, 1) !== undefined) return;
    ctx.reporter.report("resultNotPair", span, {
      name: ref.name,
      type: type === undefined ? "nothing" : typeText(type),
    });
    return;
  }
  const isKnown = type !== undefined && (isReference(type) || type.kind === "string" || type.kind === "boolean");
  if (marker === "jvp" || marker === "vjp" || !isKnown) return;
  ctx.reporter.report("resultNotNumber", span, { name: ref.name, type: typeText(type), marker });
}

/** Memory of modules that has a shadow and is written to. What is only read, beside active memory, needs no one shadow. */
function activeState(program: Program, { activity, aliases }: ModuleStateAnalyses): (value: Value) => boolean {
  const functions = [...program.functions.values()];
  const effects = analyzeEffects(functions, aliases);
  const written = new Set(
    functions.flatMap((fn) => {
      const { writes, accumulates } = effects.ofBlock(fn.body);
      return [...writes, ...accumulates];
    }),
  );
  return (value) =>
    activity.needsShadow(value) && reachableSlots(aliases, aliases.classOf(value)).some((slot) => written.has(slot));
}

function analyzeSubject(program: Program, inputs: readonly Value[], rules: Rules): ModuleStateAnalyses {
  const functions = [...program.functions.values()];
  const aliases = analyzeAliases(functions);
  const isInactive = inactiveBy(rules);
  const state = moduleSlots(functions, aliases);
  const useful = analyzeUseful(functions, { aliases, isInactive });
  // A log of the module: no result depends on what is stored there.
  const isIgnored = (slot: AliasClass): boolean => state.has(slot) && !useful.isUsefulSlot(slot);
  const activity = analyzeActivity(functions, { aliases, inputs, isInactive, isIgnored });
  return { activity, aliases, state, useful };
}
