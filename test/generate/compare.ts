import { relativeError } from "../support/differences.js";
import {
  firstDifference,
  leavesOf,
  mapNumbers,
  memoryOf,
  readAt,
  seededNumbers,
  showPath,
} from "../support/structure.js";
import { createRecorder, type Recorder } from "./console.js";
import { type DualOutcome, type Thrown, thrownBy } from "./duals/run.js";
import { Unsuitable } from "./duals/unsuitable.js";
import { type Arguments, type Callable, type Expected, separate } from "./expected.js";
import { Failure, fail } from "./failure.js";
import { withinTime } from "./limit.js";
import { type Exports, loadModule } from "./load.js";
import type { Program } from "./program/program.js";

const tolerance = 1e-9;

/** A program with its markers. A function that gives a structure has no gradient, but it has tangents. */
export const marked = ({ source, wrt, returns }: Program): string => `${source}
import { jvp, valueAndGrad } from "cotangent";
${returns === "num" ? `export const gradient = valueAndGrad(f, { wrt: ${JSON.stringify(wrt)} });` : ""}
export const pushforward = jvp(f);
`;

/** A transformed module, and what it writes. */
export function recorded(
  code: string,
  modules?: ReadonlyMap<string, string>,
): { readonly exports: Exports; readonly console: Recorder } {
  const console = createRecorder();
  return { console, exports: attempt("module", () => loadModule(code, { console }, modules)) };
}

/** Runs compiled code: that it throws is a failure. */
export function attempt<T>(name: string, run: () => T): T {
  try {
    return withinTime(run);
  } catch (error) {
    if (error instanceof Failure) throw error;
    return fail(`${name} throws ${String(error).slice(0, 60)}`, "");
  }
}

/** Everything that the derivatives of a program do, against what they should. */
export function compareModule(
  program: Program,
  code: string,
  expected: readonly Expected[],
  modules?: ReadonlyMap<string, string>,
): void {
  const { exports, console } = recorded(code, modules);
  const gradient = exports.gradient as Callable | undefined;
  const pushforward = exports.pushforward as Pushforward;
  for (const [k, one] of expected.entries()) {
    checkPushforward(program, k, one, pushforward, console);
    if (gradient === undefined) continue;
    const args = separate(one.input);
    const result = observed("gradient", k, one, console, args, () => gradient(...args));
    if (result === undefined) continue;
    const { value, grad } = result as { readonly value: unknown; readonly grad: Arguments };
    checkPrimal("gradient", k, one, value, args);
    checkGradient(program, k, one, grad);
    const memory = memoryOf(args);
    for (const part of memoryOf(grad)) if (memory.has(part)) fail("shared memory", `input ${k}`);
    const again = attempt("gradient", () => gradient(...separate(one.input))) as { readonly grad: unknown };
    const changed = firstDifference(grad, again.grad);
    if (changed !== undefined) fail("second call", `input ${k}: ${changed}`);
  }
}

type Pushforward = (args: Arguments, tangents: Arguments) => unknown;

/** What a derivative gives; undefined where it rightly throws what f throws. Side effects come in f's order, once. */
function observed(
  name: string,
  k: number,
  { outcome }: Expected,
  console: Recorder,
  args: Arguments,
  run: () => unknown,
): unknown {
  console.lines.length = 0;
  const { value, thrown } = attempt(name, () => orAccident(run));
  if (thrown !== undefined && outcome.thrown === undefined)
    fail(`${name} throws ${thrown.kind} ${thrown.message}`.slice(0, 70), `input ${k}`);
  const wrong = firstDifference(outcome.thrown, thrown);
  if (wrong !== undefined) fail(`${name} exception`, `input ${k}: ${wrong}`);
  const written = firstDifference(outcome.lines, console.lines);
  if (written !== undefined) fail(`${name} order of effects`, `input ${k}: ${written}`);
  if (thrown === undefined) return value;
  const effect = firstDifference(outcome.args, args);
  if (effect !== undefined) fail(`${name} effects before an exception`, `input ${k}: ${effect}`);
  return undefined;
}

/** What compiled code throws by accident is thrown on. */
function orAccident(run: () => unknown): { readonly value?: unknown; readonly thrown?: Thrown } {
  try {
    return thrownBy(run);
  } catch (error) {
    throw error instanceof Unsuitable ? new Error(error.message) : error;
  }
}

function checkPrimal(name: string, k: number, { outcome }: Expected, value: unknown, args: Arguments): void {
  const wrong = firstDifference(outcome.value, value);
  if (wrong !== undefined) fail(`${name} value`, `input ${k}: ${wrong}`);
  const effect = firstDifference(outcome.args, args);
  if (effect !== undefined) fail(`${name} effects`, `input ${k}: ${effect}`);
}

/** Every number of the gradient against the tangent along it. */
function checkGradient({ wrt }: Program, k: number, { input, outcome }: Expected, grad: Arguments): void {
  let leaf = 0;
  for (const [position, parameter] of wrt.entries()) {
    const actual = grad[position];
    const shape = mapNumbers(input[parameter], () => 0);
    const different = firstDifference(
      shape,
      mapNumbers(actual, () => 0),
    );
    if (different !== undefined) fail("gradient shape", `input ${k}, parameter ${parameter}: ${different}`);
    for (const path of leavesOf(input[parameter])) {
      const want = outcome.partials(leaf++) as number;
      const got = readAt(actual, path) as number;
      if (!close(want, got, outcome))
        fail("gradient", `input ${k}, parameter ${parameter} ${showPath(path)}: expected ${want}, got ${got}`);
    }
  }
}

/** A tangent along a random direction. */
function checkPushforward(
  { wrt }: Program,
  k: number,
  one: Expected,
  pushforward: Pushforward,
  console: Recorder,
): void {
  const { input, outcome } = one;
  const next = seededNumbers(k + 5);
  const tangents = input.map((arg, p) => mapNumbers(arg, wrt.includes(p) ? next : () => 0));
  const directions = wrt.flatMap((p) => leavesOf(input[p]).map((path) => readAt(tangents[p], path) as number));
  const args = separate(input);
  const result = observed("jvp", k, one, console, args, () => pushforward(args, separate(tangents)));
  if (result === undefined) return;
  const { value, tangent } = result as { readonly value: unknown; readonly tangent: unknown };
  checkPrimal("jvp", k, one, value, args);
  const partials = directions.map((_, leaf) => outcome.partials(leaf));
  for (const path of leavesOf(outcome.value)) {
    const want = directions.reduce((sum, along, leaf) => sum + along * (readAt(partials[leaf], path) as number), 0);
    const got = readAt(tangent, path) as number;
    if (!close(want, got, outcome)) fail("jvp", `input ${k} ${showPath(path)}: expected ${want}, got ${got}`);
  }
}

/** Rounding errors of a derivative are relative to the largest tangent met on the way. */
export const close = (want: number, got: number, { largest }: DualOutcome): boolean =>
  relativeError(want, got) <= tolerance || Math.abs(want - got) <= 1e-12 * largest;
