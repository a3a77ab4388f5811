import { messagesUnderStrict } from "../support/strict.js";
import { compareModule, marked } from "./compare.js";
import { Unsuitable } from "./duals/unsuitable.js";
import { type Expected, expectations } from "./expected.js";
import { Failure } from "./failure.js";
import { oracles } from "./oracles/oracles.js";
import type { Program } from "./program/program.js";
import { createServices } from "./services.js";
import { createStopwatch } from "./stopwatch.js";

/** How a program is looked at beyond its gradient and its pushforward. */
export interface Looks {
  /** Each list is one more compilation with those optimizations off, the empty one a repetition. */
  readonly off: readonly (readonly string[])[];
  /** Names of oracles. */
  readonly by: readonly string[];
}

/** Checks programs with one compiler. */
export function createChecker() {
  const services = createServices();
  const stopwatch = createStopwatch();
  /** How many programs each oracle had something to say about. */
  const asked = new Map<string, number>();
  const { time } = stopwatch;
  const compile = (source: string, off: readonly string[] = []): string =>
    time("compile", () => services.compile(source, { off }));

  const checkVariant = (
    program: Program,
    expected: readonly Expected[],
    off: readonly string[],
    known?: string,
  ): string => {
    try {
      const code = compile(marked(program), off);
      if (off.length === 0 && known !== undefined && known !== code)
        throw new Failure("compiled twice", "two different texts");
      if (code !== known) time("run", () => compareModule(program, code, expected));
      return code;
    } catch (error) {
      throw error instanceof Failure ? error.in("", off) : error;
    }
  };

  /** What the interpreter finds; where it fails, whether the program is one that the compiler rightly refuses. */
  const expectedOf = (program: Program): readonly Expected[] => {
    try {
      return time("duals", () => expectations(program));
    } catch (error) {
      if (!(error instanceof Unsuitable)) compile(marked(program));
      throw error;
    }
  };

  const ask = (name: string, program: Program, expected: readonly Expected[], again = false): void => {
    try {
      time(name, () => oracles[name]?.check(program, expected, services));
      if (!again) asked.set(name, (asked.get(name) ?? 0) + 1);
    } catch (error) {
      if (error instanceof Unsuitable) return;
      throw error instanceof Failure ? error.in(name) : error;
    }
  };

  /**
   * Throws a Failure if a derivative of the program is wrong, and Unsuitable if nothing can be said about it. After a failure only
   * looks like that one are tried again.
   */
  const check = (program: Program, { off, by }: Looks, before?: Failure): void => {
    if (before?.kind.startsWith("refused") && messagesUnderStrict(program.source).length > 0)
      throw new Unsuitable("what is not well-typed may be refused");
    const expected = expectedOf(program);
    if (before !== undefined && before.by !== "") {
      ask(before.by, program, expected, true);
      return;
    }
    const plain = before === undefined || before.off.length === 0 ? checkVariant(program, expected, []) : undefined;
    const again = before === undefined || before.off.length > 0 || before.kind === "compiled twice";
    if (again) for (const names of off) checkVariant(program, expected, names, plain);
    if (before === undefined) for (const name of by) ask(name, program, expected);
  };
  return { check, asked, times: stopwatch.totals };
}
