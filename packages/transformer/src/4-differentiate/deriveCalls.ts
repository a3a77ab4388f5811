import { analyzeChanges, findDraw } from "../3-analyze/changes.js";
import type { Context } from "../context.js";
import { must } from "../diagnostics/must.js";
import { newFunctionRef } from "../ir/build.js";
import { renumber } from "../ir/clone.js";
import { reachableFunctions } from "../ir/reachable.js";
import type { Block, Call, CallDerivative, FunctionRef, IRFunction, Program, Statement } from "../ir/types.js";
import { blocks, visit, withBlocks } from "../ir/walk.js";
import type { Derivative } from "../pipeline/derivative.js";
import { checkGiven } from "./checkGiven.js";
import { reopen } from "./reopen.js";
import { silence, writesOutput } from "./silence.js";

/** Makes one derivative of a program's root: the function that computes it, and the ones that it calls. */
export type DeriveProgram = (
  program: Program,
  derivative: CallDerivative,
  /** What comes out is differentiated again. */
  again: boolean,
) => Derivative | undefined;

export interface DeriveCallsOptions {
  readonly derive: DeriveProgram;
  /** The program as a whole is differentiated afterwards. */
  readonly isDifferentiated: boolean;
}

/**
 * Derivatives inside of a program: each call that asks for one becomes a call of a function that computes it, innermost first. What
 * comes out is an ordinary program, which can be differentiated itself: there is no second derivative engine.
 */
export function deriveCalls(program: Program, options: DeriveCallsOptions, ctx: Context): Program {
  const isAsked = [...program.functions.values()].some((fn) => derivativesIn(fn).length > 0);
  return isAsked ? new Deriving(program, options, ctx).program() : program;
}

class Deriving {
  private readonly functions = new Map<number, IRFunction>();
  private readonly made = new Map<string, FunctionRef>();
  /** Those that are called once for each number of an argument. */
  private readonly repeated = new Set<number>();
  /** The functions of which derivatives are being made. */
  private readonly open = new Set<number>();
  /** The functions of which derivatives are made, and what they call. */
  private readonly differentiated: ReadonlySet<number>;

  constructor(
    private readonly source: Program,
    private readonly options: DeriveCallsOptions,
    private readonly ctx: Context,
  ) {
    this.differentiated = options.isDifferentiated ? new Set(source.functions.keys()) : underDerivatives(source);
  }

  program(): Program {
    const root = this.process(this.source.root);
    for (const fn of this.source.functions.values()) this.process(fn);
    const lookUp = (id: number): IRFunction | undefined => this.functions.get(id);
    return { root, functions: reachableFunctions(root, [...this.functions.keys()], lookUp) };
  }

  private process(fn: IRFunction): IRFunction {
    const known = this.functions.get(fn.ref.id);
    if (known !== undefined) return known;
    const processed = { ...fn, body: this.block(fn.body, this.differentiated.has(fn.ref.id)) };
    this.functions.set(fn.ref.id, processed);
    return processed;
  }

  private block(block: Block, again: boolean): Block {
    return block.flatMap((statement): Statement | readonly Statement[] => {
      if (statement.kind === "call" && statement.derivative !== undefined)
        return this.call(statement, statement.derivative, again);
      if (statement.kind === "call" && (statement.isSilent || statement.isEcho)) return this.heard(statement);
      return withBlocks(
        statement,
        blocks(statement).map((body) => this.block(body, again)),
      );
    });
  }

  /** A call of which it counts what the callee writes to the console. */
  private heard({ isSilent, isEcho, ...call }: Call): readonly Call[] {
    const { callee } = call;
    if (this.open.has(callee.id)) return [call];
    const program = this.baseProgram(callee);
    if (!writesOutput(program)) return isEcho ? [] : [call];
    if (!isSilent) return [call];
    const key = `${callee.id} silent`;
    const known = this.made.get(key);
    if (known !== undefined) return [{ ...call, callee: known }];
    const { root, functions } = silence(program);
    for (const fn of functions.values()) this.functions.set(fn.ref.id, fn);
    this.made.set(key, root.ref);
    return [{ ...call, callee: root.ref }];
  }

  private call({ derivative: _, ...call }: Call, derivative: CallDerivative, again: boolean): readonly Statement[] {
    const base = must(this.source.functions.get(call.callee.id));
    const checks = derivative.isGiven ? checkGiven(call, derivative, base, this.ctx) : [];
    return [...checks, this.derived(call, derivative, again)];
  }

  private derived(call: Call, derivative: CallDerivative, again: boolean): Call {
    const { primals, wrt } = derivative;
    const tangents = derivative.marker === "jvp" && typeof wrt !== "number" ? wrt.length : 0;
    const { args } = call;
    // The pullback has what f captures in its frame.
    if (derivative.half === "reverse")
      return { ...call, callee: this.derivativeOf(call, derivative, again), args: args.slice(0, primals) };
    // What a function captures is among its parameters, so tangents come last.
    const captures = args.slice(primals + tangents);
    const ordered = [...args.slice(0, primals), ...captures, ...args.slice(primals, primals + tangents)];
    const made = this.derivativeOf(call, derivative, again);
    if (derivative.repeats) this.checkRepeated(call);
    return { ...call, callee: made, args: ordered };
  }

  private checkRepeated({ callee, span }: Call): void {
    if (this.repeated.has(callee.id) || this.open.has(callee.id)) return;
    this.repeated.add(callee.id);
    const { root, functions } = this.baseProgram(callee);
    if (analyzeChanges(root, functions).writes)
      this.ctx.reporter.report("repeatedChanges", span, { name: callee.name });
    const draw = findDraw(root, functions);
    if (draw !== undefined) this.ctx.reporter.report("drawnAgain", span, { name: callee.name, call: draw });
  }

  private derivativeOf({ callee, span }: Call, derivative: CallDerivative, again: boolean): FunctionRef {
    const { marker, wrt, half, all, sets, choices } = derivative;
    const isSilent = derivative.repeats ?? derivative.isSilent;
    const key = JSON.stringify([callee.id, marker, wrt, all, sets, choices, again, isSilent]);
    const keyOf = (which: CallDerivative["half"]): string => `${key} ${which ?? ""}`;
    const known = this.made.get(keyOf(half));
    if (known !== undefined) return known;
    if (this.open.has(callee.id)) {
      this.ctx.reporter.report("derivativeOfItself", span, { name: callee.name });
      return callee;
    }
    this.open.add(callee.id);
    const base = this.baseProgram(callee);
    const derived = this.options.derive(isSilent ? silence(base) : base, derivative, again);
    const functions = reopen(functionsOf(derived), this.ctx.ids);
    this.open.delete(callee.id);
    if (derived === undefined) return callee;
    for (const fn of functions) this.functions.set(fn.ref.id, fn);
    const { main, pullback } = derived;
    this.made.set(keyOf(pullback === undefined ? undefined : "forward"), main.ref);
    if (pullback !== undefined) this.made.set(keyOf("reverse"), pullback.ref);
    return must(this.made.get(keyOf(half)));
  }

  /** The function and what it calls, as functions of their own. */
  private baseProgram(callee: FunctionRef): Program {
    const { functions } = this.source;
    const base = must(functions.get(callee.id));
    const reached = reachableFunctions(base, [base.ref.id, ...functions.keys()], (id) => functions.get(id));
    for (const fn of reached.values()) this.process(fn);
    return copyProgram(this.process(base), this.functions, this.ctx);
  }
}

const functionsOf = (derivative: Derivative | undefined): readonly IRFunction[] =>
  derivative === undefined
    ? []
    : [derivative.main, ...(derivative.pullback === undefined ? [] : [derivative.pullback]), ...derivative.helpers];

/** Of which functions derivatives are made, with all that they call. */
function underDerivatives({ functions }: Program): ReadonlySet<number> {
  const found = new Set<number>();
  for (const fn of functions.values())
    for (const { callee } of derivativesIn(fn)) {
      const base = must(functions.get(callee.id));
      const reached = reachableFunctions(base, [base.ref.id, ...functions.keys()], (id) => functions.get(id));
      for (const id of reached.keys()) found.add(id);
    }
  return found;
}

const derivativesIn = (fn: IRFunction): readonly Call[] => {
  const found: Call[] = [];
  visit(fn.body, (statement) => {
    if (statement.kind === "call" && statement.derivative !== undefined) found.push(statement);
  });
  return found;
};

/** Functions of its own, so that what is done to them is not done to those that the program calls as they are. */
function copyProgram(root: IRFunction, functions: ReadonlyMap<number, IRFunction>, ctx: Context): Program {
  const reached = reachableFunctions(root, [root.ref.id, ...functions.keys()], (id) => functions.get(id));
  const refs = new Map([...reached.values()].map(({ ref }) => [ref.id, newFunctionRef(ctx.ids, ref.name)]));
  const renamed = (block: Block): Block =>
    block.map((statement) => {
      if (statement.kind === "call") {
        const named = (ref: FunctionRef): FunctionRef => must(refs.get(ref.id));
        const { rule } = statement;
        return {
          ...statement,
          callee: named(statement.callee),
          ...(rule === undefined
            ? {}
            : { rule: { ...rule, ref: named(rule.ref), ...(rule.forward ? { forward: named(rule.forward) } : {}) } }),
        };
      }
      return withBlocks(statement, blocks(statement).map(renamed));
    });
  const copies = [...reached.values()].map((fn) => {
    const fresh = renumber(fn, ctx.ids);
    return { ...fresh, ref: must(refs.get(fn.ref.id)), body: renamed(fresh.body) };
  });
  const main = must(copies.find((fn) => fn.ref === refs.get(root.ref.id)));
  return { root: main, functions: new Map(copies.map((fn) => [fn.ref.id, fn])) };
}
