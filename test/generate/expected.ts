import { clone, firstDifference, leavesOf, readAt } from "../support/structure.js";
import { createRecorder } from "./console.js";
import { type DualOutcome, runDuals, thrownBy } from "./duals/run.js";
import { Unsuitable } from "./duals/unsuitable.js";
import { withinTime } from "./limit.js";
import { type Exports, loadModule } from "./load.js";
import type { Program } from "./program/program.js";

export type Arguments = readonly unknown[];
export type Callable = (...args: Arguments) => unknown;

/** What one input should give. */
export interface Expected {
  readonly input: Arguments;
  readonly outcome: DualOutcome;
}

/** Values beyond this are no measure of a derivative: rounding takes over. */
const tame = 1e5;

/** The arguments of every input, new each time. */
export const argumentsOf = (input: string): Arguments => new Function(`return ${input};`)() as Arguments;

/** What every input of a program should give, from dual numbers; JavaScript itself must agree about everything but the derivative. */
export function expectations(program: Program): Expected[] {
  const console = createRecorder();
  const f = callable(load(program.source, { console }));
  return program.inputs.map((text) => {
    const input = argumentsOf(text);
    const outcome = runDuals(program.source, input, program.wrt);
    const { value, thrown } = outcome;
    if (leavesOf(value).some((path) => !(Math.abs(readAt(value, path) as number) < tame)))
      throw new Unsuitable("a value is too large");
    const native = separate(input);
    console.lines.length = 0;
    const run = thrownBy(() => withinTime(() => f(...native)));
    const difference =
      firstDifference(run.thrown, thrown) ??
      firstDifference(run.value, value) ??
      firstDifference(native, outcome.args) ??
      firstDifference(console.lines, outcome.lines);
    if (difference !== undefined) throw new Error(`the interpreter differs from JavaScript: ${difference}`);
    if (!(outcome.largest < tame)) throw new Unsuitable("the derivative is too large");
    return { input, outcome };
  });
}

/** The program's own function. */
export const nativeOf = ({ source }: Program): Callable => callable(load(source, { console: createRecorder() }));

const callable = ({ f }: Exports): Callable => f as Callable;

function load(source: string, globals: Readonly<Record<string, unknown>>): Exports {
  try {
    return loadModule(source, globals);
  } catch (error) {
    throw new Unsuitable(String(error));
  }
}

/** Two arguments are two inputs, so each is copied on its own. */
export const separate = (input: Arguments): unknown[] => input.map((arg) => clone(arg));
