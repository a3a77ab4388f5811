import type { MarkerName } from "./1-discover/markers.js";
import type { Choices } from "./1-discover/readOptions.js";
import { countLoops } from "./2-lower/countLoops.js";
import { enterSSA } from "./2-lower/enterSSA.js";
import { inline } from "./2-lower/inline.js";
import { lower, type Root } from "./2-lower/lower.js";
import { proveDense } from "./2-lower/proveDense.js";
import { scalarReplace } from "./2-lower/scalarReplace.js";
import { structureExits } from "./2-lower/structureExits.js";
import { analyzeChanges } from "./3-analyze/changes.js";
import { checkFrozen } from "./3-analyze/checkFrozen.js";
import { analyzeFinite } from "./3-analyze/finite.js";
import { mayThrow } from "./3-analyze/mayThrow.js";
import { analyzeProgram } from "./3-analyze/program.js";
import { type CallPlan, createCallPlan } from "./4-differentiate/calls.js";
import { collectSets } from "./4-differentiate/collectSets.js";
import { deriveCalls } from "./4-differentiate/deriveCalls.js";
import { evaluateInPlace } from "./4-differentiate/evaluateInPlace.js";
import { guardDistinct } from "./4-differentiate/guardDistinct.js";
import { joinSweeps, splitSweeps } from "./4-differentiate/joinSweeps.js";
import type { LinearizeOptions } from "./4-differentiate/linearize/state.js";
import { type Joint, linearize } from "./4-differentiate/linearize.js";
import { ownTangents } from "./4-differentiate/ownTangents.js";
import { pushforwardRoot } from "./4-differentiate/pushforwardRoot.js";
import { collectChoices } from "./4-differentiate/shielded.js";
import { splitRoot, withFrame } from "./4-differentiate/splitRoot.js";
import { transpose } from "./4-differentiate/transpose.js";
import { transposeRules } from "./4-differentiate/transposeRules.js";
import { type Unzipped, unzip } from "./4-differentiate/unzip.js";
import { delayShadows } from "./5-schedule/delayShadows.js";
import { fuse } from "./5-schedule/fuse.js";
import { hoist } from "./5-schedule/hoist.js";
import { plan, planSplit, type UnscheduledSplit } from "./5-schedule/plan.js";
import { type SimplifyOptions, simplify } from "./5-schedule/simplify.js";
import { sink } from "./5-schedule/sink.js";
import { unroll } from "./5-schedule/unroll.js";
import type { Context } from "./context.js";
import { must } from "./diagnostics/must.js";
import { finish } from "./finish.js";
import { spanOf } from "./frontend/frontend.js";
import { constant, letValue, newValue, one } from "./ir/build.js";
import { copyProgram } from "./ir/copyProgram.js";
import { calleesOf } from "./ir/reachable.js";
import type { Atom, IRFunction, Program, RecordType, Value } from "./ir/types.js";
import { prepare, type Subject } from "./prepare.js";
import { createSteps, type Step } from "./step.js";

export interface DerivativeRequest {
  readonly marker: MarkerName;
  /** For jvp: every parameter that bears numbers. */
  readonly wrt: number | readonly number[];
  /** What comes out is differentiated again. */
  readonly again?: true;
  readonly choices?: Choices;
  /** Of jvp: the tangents are sets of numbers of the inputs, not numbers. */
  readonly sets?: true;
  /** Of vjp: a cotangent for each parameter, also for those that have none. */
  readonly all?: true;
  /** Of such a vjp: what the function captures, which the caller knows nothing of. */
  readonly captured?: readonly number[];
  /** Of vjp: the type of what f leaves for the pullback; its fields are filled in. */
  readonly frame?: RecordType;
}

/** Scheduled functions, ready to be emitted. `main` takes f's own parameters (jvp: then a tangent for each of `wrt`). */
export interface Derivative {
  readonly main: IRFunction;
  /** Of vjp: (frame, cotangent of the result) → cotangents. */
  readonly pullback?: IRFunction;
  /** Calls both, for analyses only: what the one leaves in its frame is what the other finds there. */
  readonly driver?: IRFunction;
  readonly helpers: readonly IRFunction[];
}

/** Programs of functions that are marked more than once. */
export type Primals = Map<Root["declaration"], Program>;

/** Every pass in order: from the marked function's syntax tree to scheduled functions; undefined if something was reported. */
export function derive(
  root: Root,
  request: DerivativeRequest,
  ctx: Context,
  primals: Primals = new Map(),
): Derivative | undefined {
  const span = spanOf(root.declaration);
  const name = root.declaration.name?.getText() ?? "the function";
  const step = createSteps(ctx, { verify: true, subject: { name, span }, ...ctx.steps });
  const { marker, wrt, choices = {} } = request;
  const isShared = isTransform(marker) && root.inner.length + root.captures.length === 0;
  const known = isShared ? primals.get(root.declaration) : undefined;
  const primal =
    known !== undefined
      ? copyProgram(known, ctx.ids)
      : toPrimal(
          isTransform(marker) ? root : { ...root, inner: [{ marker, wrt, choices }, ...root.inner] },
          isTransform(marker),
          step,
          ctx,
        );
  if (primal === undefined || ctx.reporter.failed) return undefined;
  if (isShared && ctx.reporter.diagnostics.length === 0) primals.set(root.declaration, primal);
  const derivative = isTransform(marker) ? deriveProgram(primal, request, step, ctx) : asItIs(primal);
  return derivative && finish(derivative, choices, step, ctx);
}

/** The markers that are transformations of a program; the others are programs that call derivatives. */
const isTransform = (marker: MarkerName): boolean =>
  marker === "grad" || marker === "valueAndGrad" || marker === "jvp" || marker === "vjp";

function asItIs({ root, functions }: Program): Derivative {
  return { main: root, helpers: [...functions.values()].filter((fn) => fn.ref.id !== root.ref.id) };
}

/** The derivative of a program's root, as scheduled functions. */
function deriveProgram(primal: Program, request: DerivativeRequest, step: Step, ctx: Context): Derivative | undefined {
  const mode = request.marker === "jvp" ? "forward" : "reverse";
  const inside = (program: Program, own: Context): Program =>
    settle(deriveInside(program, request.again === true, step, own), step, own);
  const subject = prepare(transposeRules(primal, mode, inside, ctx), request, ctx);
  if (ctx.reporter.failed) return undefined;
  if (request.marker === "jvp") return forwardMode(subject, request, step, ctx);
  return request.marker === "vjp"
    ? pullbackMode(subject, request, step, ctx)
    : reverseMode(subject, request, step, ctx);
}

/** Lowering: every function in SSA form, small ones inlined, loops counted. */
function toPrimal(root: Root, isDifferentiated: boolean, step: Step, ctx: Context): Program | undefined {
  const source = step("lower", "source", () => lower(root, ctx));
  if (source === undefined || ctx.reporter.failed) return undefined;
  const structured = step("structureExits", "structured", () => mapProgram(source, (fn) => structureExits(fn, ctx)));
  const ssa = step("enterSSA", "primal", () => mapProgram(structured, (fn) => enterSSA(fn, ctx)));
  return settle(deriveInside(checkFrozen(ssa, ctx), isDifferentiated, step, ctx), step, ctx);
}

/** The derivatives that a program calls. */
const deriveInside = (program: Program, isDifferentiated: boolean, step: Step, ctx: Context): Program =>
  deriveCalls(
    program,
    {
      derive: (inner, derivative, again) =>
        deriveProgram(settle(inner, step, ctx), { ...derivative, ...(again ? { again } : {}) }, step, ctx),
      isDifferentiated,
    },
    ctx,
  );

/** The passes of the primal program. */
function settle(ssa: Program, step: Step, ctx: Context): Program {
  const plain = step("proveDense", "primal", () => proveDense(ssa));
  const small = step("simplify", "primal", () => mapProgram(plain, (fn) => simplify(fn, ctx)));
  const inlined = step("inline", "primal", () => inline(small, ctx));
  const each = (pass: string, program: Program, run: (fn: IRFunction) => IRFunction): Program =>
    step(pass, "primal", () => mapProgram(program, run));
  const scalars = each("scalarReplace", inlined, (fn) => scalarReplace(fn, ctx));
  const simple = each("simplify", scalars, (fn) => simplify(fn, ctx));
  const hoisted = each("hoist", simple, (fn) => hoist(fn, ctx));
  const counted = each("countLoops", hoisted, (fn) => countLoops(fn, ctx));
  const moved = each("hoist", counted, (fn) => hoist(fn, ctx));
  const again = each("simplify", moved, (fn) => simplify(fn, ctx));
  const dense = step("proveDense", "primal", () => proveDense(again));
  const settled = dense === again ? again : each("simplify", dense, (fn) => simplify(fn, ctx));
  const unrolled = each("unroll", settled, (fn) => {
    const written = unroll(fn, ctx);
    return written === fn ? fn : simplify(scalarReplace(written, ctx), ctx);
  });
  return each("sink", unrolled, (fn) => sink(fn, ctx));
}

// ------------------------------------------------------------------------------------------------------ forward mode

function forwardMode(
  { program, functions, activity, steepness, doubts, rules, inputs, again }: Subject,
  { sets }: DerivativeRequest,
  step: Step,
  ctx: Context,
): Derivative {
  const calls = createCallPlan(functions, activity, ctx);
  const adapters: IRFunction[] = [];
  const bodies = bodiesIn(program);
  const options = {
    activity,
    steepness,
    doubts,
    rules,
    calls,
    adapters,
    ...bodies,
    mode: "forward",
    clears: false,
  } as const;
  const evaluated = (joint: Joint): IRFunction =>
    step("evaluateInPlace", undefined, () =>
      sets ? collectSets(joint.fn, ctx) : evaluateInPlace(joint.fn, again, ctx),
    );
  const main = step("linearize", "joint", () => linearize(program.root, ctx, options), jointFunction);
  const pushed = pushforwardRoot(evaluated(main), main, inputs, ctx);
  const pushforwards = functions.flatMap((fn): IRFunction[] => {
    const split = calls.split(fn.ref);
    if (split === undefined) return [];
    const joint = step("linearize", "joint", () => linearize(fn, ctx, options), jointFunction);
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
function calledAsTheyAre(
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

// ------------------------------------------------------------------------------------------------------ reverse mode

function reverseMode(subject: Subject, request: DerivativeRequest, step: Step, ctx: Context): Derivative {
  const { program, functions, activity, steepness, doubts, rules, inputs, again } = subject;
  const calls = createCallPlan(functions, activity, ctx);
  const adapters: IRFunction[] = [];
  const bodies = bodiesIn(program);
  const options = {
    activity,
    steepness,
    doubts,
    rules,
    calls,
    adapters,
    ...bodies,
    mode: "reverse",
    clears: false,
  } as const;

  const joint = step("linearize", "joint", () => linearize(program.root, ctx, options), jointFunction);
  const halves = step("unzip", undefined, () => unzip(joint), unzipped);
  const unscheduled = step("transpose", "unscheduled", () => {
    const cotangents = new Map<Value, Atom>();
    const [result] = joint.resultTangents;
    if (result?.kind === "value") cotangents.set(result, one);
    const reverse = transpose(halves.linear, cotangents, ctx, transposeOptions(joint, halves, again));
    return joinSweeps(halves.primal, reverse, { joint, inputs, cotangents, request }, functions, ctx);
  });
  const splits = functions.flatMap((fn): UnscheduledSplit[] => {
    const split = calls.split(fn.ref);
    if (split === undefined) return [];
    const callee = step("linearize", "joint", () => linearize(fn, ctx, options), jointFunction);
    const sides = step("unzip", undefined, () => unzip(callee), unzipped);
    return [
      step(
        "transpose",
        undefined,
        () => splitSweeps(sides, callee, split, transposeOptions(callee, sides, again), ctx),
        splitFunctions,
      ),
    ];
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
  const planned = simpleSplits.map((split) =>
    step(
      "plan",
      undefined,
      () => planSplit(split, analysis, ctx),
      ({ forward, reverse }) => [forward, reverse],
    ),
  );
  const helpers = [...planned.flatMap(({ forward, reverse }) => [forward, reverse]), ...inactive];
  return { main: guardDistinct(scheduled, functions, ctx), helpers };
}

/** `vjp`: f with a frame, and the pullback, which may be called many times, while others change what f was given and gave. */
function pullbackMode(subject: Subject, request: DerivativeRequest, step: Step, ctx: Context): Derivative {
  const { program, functions, activity, steepness, doubts, rules, inputs, again } = subject;
  const calls = createCallPlan(functions, activity, ctx);
  const adapters: IRFunction[] = [];
  const bodies = bodiesIn(program);
  const options = {
    activity,
    steepness,
    doubts,
    rules,
    calls,
    adapters,
    ...bodies,
    mode: "reverse",
    clears: true,
  } as const;
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
    const joint = step("linearize", "joint", () => linearize(fn, ctx, options), jointFunction);
    const sides = step("unzip", undefined, () => unzip(joint), unzipped);
    const transposing = transposeOptions(joint, sides, again);
    const transposed = (): UnscheduledSplit =>
      split === undefined
        ? splitRoot(sides, joint, pullback, transposing, functions, ctx)
        : splitSweeps(sides, joint, split, transposing, ctx);
    return [step("transpose", undefined, transposed, splitFunctions)];
  });
  const made = [...splits.flatMap(splitFunctions), ...adapters];
  const inactive = [...calledAsTheyAre(program, calls, made), ...adapters];
  const simple = splits.map((split) => simplifySplit(split, step, ctx, { keepLinearMemory: true }));
  const analysis = analyzeProgram([...simple.flatMap(splitFunctions), ...inactive]);
  const [main, ...others] = simple.map((split) =>
    step(
      "plan",
      undefined,
      () => planSplit(split, analysis, ctx, { exposed: true }),
      ({ forward, reverse }) => [forward, reverse],
    ),
  );
  if (main === undefined) throw new Error("pullbackMode: no root");
  const helpers = [...others.flatMap(({ forward, reverse }) => [forward, reverse]), ...inactive];
  return { main: guardDistinct(withFrame(main.forward, ctx), functions, ctx), pullback: main.reverse, helpers };
}

/** Both halves are simplified as the one unscheduled function that they are, and parted again. */
function simplifySplit(
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

const transposeOptions = (joint: Joint, halves: Unzipped, again: boolean) => {
  const finiteness = analyzeFinite(halves.primal.body);
  const mayBeInfinite = (atom: Atom): boolean => !finiteness.isFinite(atom);
  const { tangents, mayMiss, unsureStores } = joint;
  return { tangents, mayMiss, unsureStores, again, mayBeInfinite, choices: collectChoices(halves.primal.body) };
};

const unzipped = (halves: Unzipped): readonly IRFunction[] => [
  halves.primal,
  { ...halves.primal, body: halves.linear, results: [] },
];

const splitFunctions = ({ forward, reverse }: UnscheduledSplit): readonly IRFunction[] => [
  forward,
  { ...reverse, span: forward.span },
];

const mapProgram = (program: Program, run: (fn: IRFunction) => IRFunction): Program => {
  const functions = new Map([...program.functions].map(([id, fn]) => [id, run(fn)]));
  return { root: functions.get(program.root.ref.id) ?? run(program.root), functions };
};
