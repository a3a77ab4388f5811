import type { Context } from "./context.js";
import { InternalError } from "./diagnostics/internal.js";
import { printFunctions } from "./ir/print.js";
import { functionsOf } from "./ir/program.js";
import type { IRFunction, Program, Span } from "./ir/types.js";
import { type Stage, verify, verifyProgram } from "./ir/verify.js";
import { visit } from "./ir/walk.js";

export interface StepOptions {
  /** Check the invariants of the stage after every pass. */
  readonly verify: boolean;
  /** What is compiled, for messages before the first pass has given a function. */
  readonly subject?: { readonly name: string; readonly span: Span | undefined };
  /** Stands between a pass and what comes after it, and gives what goes on: to try what a fault in the pass would do. */
  readonly intercept?: (<T>(pass: string, result: T) => T) | undefined;
  /** Receives the canonical text after each pass. */
  readonly dump?: ((pass: string, text: string) => void) | undefined;
  /** Receives the functions themselves after each pass, the main one first: to evaluate them, for example. */
  readonly inspect?: ((pass: string, functions: readonly IRFunction[]) => void) | undefined;
  /** Receives the time that each pass took and the size of what it gave. */
  readonly record?: ((pass: string, milliseconds: number, statements: number) => void) | undefined;
}

/** Runs one pass: names, times, verifies and dumps what it gives. A stage of undefined is not verified. */
export interface Step {
  <T extends IRFunction | Program | undefined>(pass: string, stage: Stage | undefined, run: () => T): T;
  /** For a pass that gives something else: `functionsIn` says which functions are in it. */
  <T>(pass: string, stage: Stage | undefined, run: () => T, functionsIn: (result: T) => readonly IRFunction[]): T;
}

/** The runner of all passes of one compilation. */
export function createSteps(ctx: Context, options: StepOptions): Step {
  let subject: Subject = options.subject ?? { name: undefined, span: undefined };
  return <T>(
    pass: string,
    stage: Stage | undefined,
    run: () => T,
    functionsIn?: (result: T) => readonly IRFunction[],
  ): T => {
    try {
      const before = performance.now();
      const made = run();
      const milliseconds = performance.now() - before;
      const result = options.intercept === undefined ? made : options.intercept(pass, made);
      const program = functionsIn === undefined && isProgram(result) ? result : undefined;
      const functions = functionsIn === undefined ? functionsOfResult(result) : functionsIn(result);
      const main = functions[0];
      if (main !== undefined) subject = { name: main.ref.name, span: main.span ?? subject.span };
      options.record?.(
        pass,
        milliseconds,
        functions.reduce((sum, fn) => sum + countStatements(fn), 0),
      );
      options.inspect?.(pass, functions);
      options.dump?.(pass, printFunctions(functions));
      // After a diagnostic a pass goes on with harmless values, which need not keep every invariant.
      if (options.verify && stage !== undefined && !ctx.reporter.failed) {
        if (program !== undefined) verifyProgram(program, stage);
        else for (const fn of functions) verify(fn, stage);
      }
      return result;
    } catch (error) {
      if (error instanceof InternalError) throw error;
      throw new InternalError(pass, subject.name, subject.span, error);
    }
  };
}

interface Subject {
  readonly name: string | undefined;
  readonly span: Span | undefined;
}

const isProgram = (result: unknown): result is Program =>
  typeof result === "object" && result !== null && "root" in result && "functions" in result;

const isFunction = (result: unknown): result is IRFunction =>
  typeof result === "object" && result !== null && "ref" in result && "body" in result;

function functionsOfResult(result: unknown): readonly IRFunction[] {
  if (isProgram(result)) return functionsOf(result);
  return isFunction(result) ? [result] : [];
}

function countStatements(fn: IRFunction): number {
  let count = 0;
  visit(fn.body, () => {
    count++;
  });
  return count;
}
