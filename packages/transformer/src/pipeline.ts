import type { MarkerName } from "./1-discover/markers.js";
import { countLoops } from "./2-lower/countLoops.js";
import { enterSSA } from "./2-lower/enterSSA.js";
import { inline } from "./2-lower/inline.js";
import { lower, type Root } from "./2-lower/lower.js";
import { proveDense } from "./2-lower/proveDense.js";
import { scalarReplace } from "./2-lower/scalarReplace.js";
import { structureExits } from "./2-lower/structureExits.js";
import { checkFrozen } from "./3-analyze/checkFrozen.js";
import { markThrowing } from "./3-analyze/missing.js";
import { deriveCalls } from "./4-differentiate/deriveCalls.js";
import { transposeRules } from "./4-differentiate/transposeRules.js";
import { hoist } from "./5-schedule/hoist.js";
import { simplify } from "./5-schedule/simplify.js";
import { sink } from "./5-schedule/sink.js";
import { unroll } from "./5-schedule/unroll.js";
import type { Context } from "./context.js";
import { finish } from "./finish.js";
import { spanOf } from "./frontend/frontend.js";
import { copyProgram } from "./ir/copyProgram.js";
import type { IRFunction, Program } from "./ir/types.js";
import type { Derivative, DerivativeRequest } from "./pipeline/derivative.js";
import { forwardMode } from "./pipeline/forwardMode.js";
import { pullbackMode } from "./pipeline/pullbackMode.js";
import { reverseMode } from "./pipeline/reverseMode.js";
import { prepare } from "./prepare.js";
import { createSteps, type Step } from "./step.js";

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
  const isShared = isTransform(marker) && root.inner.length + root.captures.length === 0 && !root.held;
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
  // What may throw is part of the program. What is made of the derivative later need not be.
  const tidy = (fn: IRFunction): IRFunction => simplify(fn, ctx, { keepExceptions: true });
  const plain = step("proveDense", "primal", () => proveDense(ssa));
  const small = step("simplify", "primal", () => mapProgram(plain, (fn) => tidy(fn)));
  const inlined = step("inline", "primal", () => inline(small, ctx));
  const each = (pass: string, program: Program, run: (fn: IRFunction) => IRFunction): Program =>
    step(pass, "primal", () => mapProgram(program, run));
  const scalars = each("scalarReplace", inlined, (fn) => scalarReplace(fn, ctx));
  const simple = each("simplify", scalars, (fn) => tidy(fn));
  const hoisted = each("hoist", simple, (fn) => hoist(fn, ctx));
  const counted = each("countLoops", hoisted, (fn) => countLoops(fn, ctx));
  const moved = each("hoist", counted, (fn) => hoist(fn, ctx));
  const again = each("simplify", moved, (fn) => tidy(fn));
  const dense = step("proveDense", "primal", () => proveDense(again));
  const settled = dense === again ? again : each("simplify", dense, (fn) => tidy(fn));
  const unrolled = each("unroll", settled, (fn) => {
    const written = unroll(fn, ctx);
    return written === fn ? fn : tidy(scalarReplace(written, ctx));
  });
  return each("sink", unrolled, (fn) => sink(markThrowing(fn), ctx));
}

const mapProgram = (program: Program, run: (fn: IRFunction) => IRFunction): Program => {
  const functions = new Map([...program.functions].map(([id, fn]) => [id, run(fn)]));
  return { root: functions.get(program.root.ref.id) ?? run(program.root), functions };
};
